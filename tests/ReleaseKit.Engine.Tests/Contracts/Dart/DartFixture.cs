using System.Text.Json;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Dart;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts.Dart;

/// <summary>Packages that Melos links, with dart.</summary>
public sealed class DartFixture : EcosystemFixture
{
    /// <inheritdoc/>
    public override string Id => DartEcosystem.Id;

    /// <inheritdoc/>
    public override string Base => "contract_base";

    /// <inheritdoc/>
    public override string Top => "contract_top";

    /// <inheritdoc/>
    public override string BaseManifest => "packages/contract_base/pubspec.yaml";

    /// <inheritdoc/>
    public override string TopManifest => "packages/contract_top/pubspec.yaml";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } = ["contract_top -> contract_base Runtime Workspace '^1.0.0'"];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("name: contract_base\nversion: 1.0.0\nenvironment: { sdk: [\n", 4);

    /// <inheritdoc/>
    public override IReadOnlyList<(string File, string Text, int Line)> Malformed =>
    [
        (BaseManifest, Broken.Text, Broken.Line),
        (BaseManifest, "name: contract_base\nversion: [1\n", 3),
        ("melos.yaml", "name: contract\npackages: [\n", 3),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["dart"];

    /// <inheritdoc/>
    public override bool AllowsTabs => false;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string> { [Facet.Withdraw] = "pub.dev retracts on its web pages only" };

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => DartEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => $"# {text}";

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write("packages/contract_base/lib/contract_base.dart", "const value = 3;\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write(BaseManifest, Broken.Text);

    /// <inheritdoc/>
    public override IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client)
    {
        Link(tree);
        client("packages/contract_top", "dart", "pub", "get", "--offline");
        using var graph = JsonDocument.Parse(tree.Read("packages/contract_top/.dart_tool/package_graph.json"));
        return [.. graph.RootElement.GetProperty("packages").EnumerateArray().Select(p => new ClientView(p.GetProperty("name").GetString()!, p.GetProperty("version").GetString(), Range: null))];
    }

    /// <inheritdoc/>
    public override void WriteLock(ContractTree tree, ClientCall client)
    {
        Link(tree);
        client("packages/contract_top", "dart", "pub", "get", "--offline");
    }

    /// <inheritdoc/>
    public override void CheckLock(ContractTree tree, ClientCall client) =>
        client("packages/contract_top", "dart", "pub", "get", "--offline", "--enforce-lockfile");

    /// <summary>What Melos writes to link its members; pub itself has no word for them.</summary>
    private static void Link(ContractTree tree) =>
        tree.Write("packages/contract_top/pubspec_overrides.yaml", "dependency_overrides:\n  contract_base:\n    path: ../contract_base\n");
}
