using System.Text.Json;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Go;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts.Go;

/// <summary>Go modules of one go.work, with the go command.</summary>
public sealed class GoFixture : EcosystemFixture
{
    /// <inheritdoc/>
    public override string Id => GoEcosystem.Id;

    /// <inheritdoc/>
    public override string Base => "example.com/contract-base";

    /// <inheritdoc/>
    public override string Top => "example.com/contract-top";

    /// <inheritdoc/>
    public override string BaseManifest => "contract-base/go.mod";

    /// <inheritdoc/>
    public override string TopManifest => "contract-top/go.mod";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } = ["example.com/contract-top -> example.com/contract-base Runtime Workspace 'v1.0.0'"];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("module example.com/contract-base\n\nrequire (\n\texample.com/other\n)\n", 4);

    /// <inheritdoc/>
    public override IReadOnlyList<(string File, string Text, int Line)> Malformed =>
    [
        (BaseManifest, Broken.Text, Broken.Line),
        (BaseManifest, "modul example.com/contract-base\n", 1),
        ("go.work", "go 1.21\n\nuse (\n\t./contract-base\n", 3),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["go", "git"];

    /// <inheritdoc/>
    public override bool ManifestHoldsVersion => false;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>
    {
        [Facet.Locks] = "go.sum holds digests of published modules, which a release does not touch",
        [Facet.Withdraw] = "a retraction is a line in a later go.mod, which people write",
    };

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => GoEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => $"// {text}";

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write("contract-base/other.go", "package base\n\n// Other is another number.\nconst Other = 2\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write("contract-base/broken.go", "package base\n\nfunc Broken() int { return \"text\" }\n");

    /// <inheritdoc/>
    public override void Isolate(IDictionary<string, string> variables, string home)
    {
        // Compiled parts of the standard library are shared; everything else is this suite's own, and nothing is fetched from afar.
        variables["GOCACHE"] = Path.Combine(Path.GetTempPath(), "releasekit-tests-go-build");
        variables["GOPATH"] = Path.Combine(home, "go");
        variables["GOPROXY"] = "off";
        variables["GOTOOLCHAIN"] = "local";
        variables["GOENV"] = "off";
        foreach (var name in new[] { "GOFLAGS", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOWORK" })
        {
            variables.Remove(name);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client)
    {
        var modules = client("", "go", "list", "-m", "-f", "{{.Path}} {{.Dir}}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. modules.Select(line => line.Split(' ', 2)).Select(module => new ClientView(module[0], Version: null, Range(module[1])))];

        string? Range(string folder)
        {
            using var answer = JsonDocument.Parse(client(folder, "go", "mod", "edit", "-json"));
            return answer.RootElement.TryGetProperty("Require", out var required) && required.ValueKind == JsonValueKind.Array
                ? required.EnumerateArray().Select(r => r.GetProperty("Version").GetString()).First()
                : null;
        }
    }

    /// <inheritdoc/>
    protected override string[] VersionCall(string path, string tool) => [path, tool == "go" ? "version" : "--version"];
}
