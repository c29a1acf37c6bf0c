using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Dart;

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
    public override IReadOnlyList<string> Tools { get; } = ["dart"];

    /// <inheritdoc/>
    public override bool AllowsTabs => false;

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => DartEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => $"# {text}";

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write("packages/contract_base/lib/contract_base.dart", "const value = 3;\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write(BaseManifest, Broken.Text);
}
