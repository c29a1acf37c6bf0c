using System.Text.Json;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts.Python;

/// <summary>Projects of a uv workspace, with build and twine.</summary>
public sealed class PythonFixture : EcosystemFixture
{
    private const string Metadata = """
        import json, sys, build.util
        said = build.util.project_wheel_metadata(sys.argv[1], isolated=False)
        print(json.dumps({"name": said["Name"], "version": said["Version"], "requires": said.get_all("Requires-Dist") or []}))
        """;

    private static readonly string[] Modules = ["build", "twine", "hatchling", "pip"];
    private static readonly Lazy<string> Python = new(() => Tool.RequirePython(Modules));

    /// <inheritdoc/>
    public override string Id => PythonEcosystem.Id;

    /// <inheritdoc/>
    public override string BaseManifest => "packages/base/pyproject.toml";

    /// <inheritdoc/>
    public override string TopManifest => "packages/top/pyproject.toml";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } =
    [
        "contract-top -> contract-base Dev Workspace ''",
        "contract-top -> contract-base Runtime Workspace '==1.0.0'",
    ];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("[project]\nname = \"contract-base\"\nversion = 1.0.0\n", 3);

    /// <inheritdoc/>
    public override IReadOnlyList<(string File, string Text, int Line)> Malformed =>
    [
        (BaseManifest, Broken.Text, Broken.Line),
        (BaseManifest, "[project]\nname = 'contract-base\n", 2),
        ("pyproject.toml", "[tool.uv.workspace]\nmembers = [\"packages/*\"\n\n[tool]\n", 4),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["python3"];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Python"] = Python.Value, ["BuildIsolation"] = "false" };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> SettingsWithoutClient { get; } = new Dictionary<string, string> { ["Python"] = "python-of-nowhere" };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string> { [Facet.Withdraw] = "PyPI yanks on its web pages only" };

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => PythonEcosystem.Create(services);

    /// <inheritdoc/>
    public override string Loaded(string package) => package.Replace('-', '_');

    /// <inheritdoc/>
    public override string? Comment(string text) => $"# {text}";

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write("packages/base/src/contract_base/__init__.py", "VALUE = 3\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) =>
        tree.Write(BaseManifest, tree.Read(BaseManifest).Replace("hatchling.build", "hatchling.nothing", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override void RequireTools() => Tool.RequirePython(Modules);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Tool, string[] Call)> Clients() => [.. Modules[..2].Select(module => (module, (string[])[Python.Value, "-m", module, "--version"]))];

    /// <inheritdoc/>
    public override IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client) =>
    [
        .. new[] { "packages/base", "packages/top" }.Select(folder =>
        {
            using var said = JsonDocument.Parse(client("", Python.Value, "-c", Metadata, folder));
            return new ClientView(
                said.RootElement.GetProperty("name").GetString()!, said.RootElement.GetProperty("version").GetString(),
                said.RootElement.GetProperty("requires").EnumerateArray().Select(r => r.GetString()).FirstOrDefault());
        }),
    ];

    /// <inheritdoc/>
    public override void Isolate(IDictionary<string, string> variables, string home)
    {
        foreach (var name in new[] { "TWINE_PASSWORD", "TWINE_USERNAME", "UV_PUBLISH_TOKEN", "PYPI_TOKEN", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "VIRTUAL_ENV" })
        {
            variables.Remove(name);
        }
    }
}
