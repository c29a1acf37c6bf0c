using System.Text.RegularExpressions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Maven;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts.Maven;

/// <summary>Projects that stand alone, with mvn.</summary>
public sealed partial class MavenFixture : EcosystemFixture
{
    /// <inheritdoc/>
    public override string Id => MavenEcosystem.Id;

    /// <inheritdoc/>
    public override string Base => "org.acme:contract-base";

    /// <inheritdoc/>
    public override string BaseWritten => "contract-base";

    /// <inheritdoc/>
    public override string Top => "org.acme:contract-top";

    /// <inheritdoc/>
    public override string BaseManifest => "base/pom.xml";

    /// <inheritdoc/>
    public override string TopManifest => "top/pom.xml";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } = ["org.acme:contract-top -> org.acme:contract-base Runtime Workspace '1.0.0'"];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("<project>\n  <modelVersion>4.0.0</modelVersion>\n  <artifactId>contract-base</version>\n</project>\n", 3);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Openings { get; } = ["<a>", "<a b='", "<!--", "<![CDATA[", "&", "${"];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>
    {
        [Facet.Locks] = "Maven has no lock files",
        [Facet.Withdraw] = "Maven Central keeps every version for ever",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["mvn", "javac"];

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => MavenEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => $"<!-- {text} -->";

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write(
        "base/src/main/java/org/acme/contract/Base.java", "package org.acme.contract;\n\npublic final class Base {\n    public static int value() {\n        return 3;\n    }\n}\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write("base/src/main/java/org/acme/contract/Base.java", "package org.acme.contract;\n\npublic final class Base {\n    int value = \"one\";\n}\n");

    /// <inheritdoc/>
    public override void Isolate(IDictionary<string, string> variables, string home) => MavenHome.Isolate(variables, home);

    /// <inheritdoc/>
    public override IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client) =>
    [
        .. new[] { BaseManifest, TopManifest }.Select(manifest => client("", "mvn", "-B", "-N", "-f", manifest, "validate")).Select(
            said => new ClientView(Heading().Match(said).Groups["name"].Value, Building().Match(said).Groups["version"].Value, Range: null)),
    ];

    [GeneratedRegex(@"-< (?:\x1b\[\d*m)*(?<name>[\w.-]+:[\w.-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"Building \S+ (?<version>[\w.-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Building();
}
