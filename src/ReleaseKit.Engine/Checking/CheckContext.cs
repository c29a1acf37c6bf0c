using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Git;

namespace ReleaseKit.Engine.Checking;

/// <summary>What checks look at.</summary>
/// <param name="Plan">The plan about to be executed.</param>
/// <param name="Git">The repository.</param>
/// <param name="Packages">Every package of the plan, as its adapter sees it.</param>
/// <param name="Ecosystems">The adapters.</param>
/// <param name="TokenVariables">Variables that may hold the credential of an ecosystem.</param>
/// <param name="Push">Where the release is pushed to; null when it is not pushed.</param>
public sealed record CheckContext(
    ReleasePlan Plan,
    GitRepository Git,
    IReadOnlyList<PackageContext> Packages,
    EcosystemCatalog Ecosystems,
    Func<string, IReadOnlyList<string>> TokenVariables,
    PushTarget? Push)
{
    /// <summary>What interrupted releases of this branch wrote down; empty when there is none.</summary>
    public Ledger Earlier { get; init; } = new([]);
}
