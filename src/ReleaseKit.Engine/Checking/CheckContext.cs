using System.Collections.Immutable;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Checking;

/// <summary>What checks look at.</summary>
public sealed record CheckContext
{
    /// <summary>The plan about to be executed.</summary>
    public required ReleasePlan Plan { get; init; }

    /// <summary>Every package of the repository, and its configuration.</summary>
    public required DiscoveredWorkspace Workspace { get; init; }

    /// <summary>The workspace's files.</summary>
    public required IFileSystem Files { get; init; }

    /// <summary>The repository.</summary>
    public required GitRepository Git { get; init; }

    /// <summary>Every package that is uploaded, as its adapter sees it.</summary>
    public required ImmutableArray<PackageContext> Packages { get; init; }

    /// <summary>The adapters.</summary>
    public required EcosystemCatalog Ecosystems { get; init; }

    /// <summary>Variables that may hold the credential of an ecosystem.</summary>
    public required Func<string, IReadOnlyList<string>> TokenVariables { get; init; }

    /// <summary>Where the release is pushed to; null when it is not pushed.</summary>
    public PushTarget? Push { get; init; }

    /// <summary>What interrupted releases of this branch wrote down; empty when there is none.</summary>
    public Ledger Earlier { get; init; } = new([]);
}
