using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Gradle;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts.Gradle;

/// <summary>Projects of one build, with gradle.</summary>
public sealed class GradleFixture : EcosystemFixture
{
    private const string Source = "contract-base/src/main/java/org/acme/contract/Base.java";

    /// <inheritdoc/>
    public override string Id => GradleEcosystem.Id;

    /// <inheritdoc/>
    public override string Base => "org.acme:contract-base";

    /// <inheritdoc/>
    public override string BaseWritten => "contract-base";

    /// <inheritdoc/>
    public override string Top => "org.acme:contract-top";

    /// <inheritdoc/>
    public override string BaseManifest => "contract-base/build.gradle";

    /// <inheritdoc/>
    public override string TopManifest => "contract-top/build.gradle";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } = ["org.acme:contract-top -> org.acme:contract-base Runtime Workspace '1.0.0'"];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("group = 'org.acme'\nversion = '1.0.0\n", 2);

    /// <inheritdoc/>
    public override IReadOnlyList<(string File, string Text, int Line)> Malformed =>
    [
        (BaseManifest, Broken.Text, Broken.Line),
        (BaseManifest, "version = '1.0.0'\ndependencies {\n", 2),
        ("settings.gradle", "include 'contract-base', 'contract-top'\n/* for ever\n", 2),
        ("gradle/libs.versions.toml", "[versions]\nacme = 1.0.0\n", 2),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Openings { get; } = ["[", "{", "(", "- ", "!", "a: ", "if (a) ", "\"${"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["gradle", "javac"];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string> 
    {
        [Facet.Withdraw] = "Maven repositories take no version back",
        [Facet.Locks] = "Gradle 4.4, which the tests have, writes no lock files",
    };

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => GradleEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => $"// {text}";

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write(Source, "package org.acme.contract;\n\npublic final class Base {\n    public static int value() {\n        return 3;\n    }\n}\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write(Source, "package org.acme.contract;\n\npublic final class Base {\n    int value = \"one\";\n}\n");

    /// <inheritdoc/>
    public override void Isolate(IDictionary<string, string> variables, string home)
    {
        variables["GRADLE_USER_HOME"] = Path.Combine(home, ".gradle");
        variables["GRADLE_OPTS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client)
    {
        tree.Write("ask.gradle", """
            allprojects {
                task ask {
                    doLast {
                        if (plugins.hasPlugin('maven-publish')) {
                            println "asked ${project.group}:${project.name} ${project.version} ${configurations.api.dependencies*.version.join('')}"
                        }
                    }
                }
            }

            """);
        return
        [
            .. client("", "gradle", "--no-daemon", "-q", "-I", "ask.gradle", "ask").Split('\n').Where(line => line.StartsWith("asked ", StringComparison.Ordinal))
                .Select(line => line.TrimEnd('\r').Split(' ')).Select(parts => new ClientView(parts[1], parts[2], parts[3].Length > 0 ? parts[3] : null)),
        ];
    }
}
