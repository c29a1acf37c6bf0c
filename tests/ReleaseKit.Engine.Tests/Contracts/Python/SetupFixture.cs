using System.Text.Json;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Contracts.Python;

/// <summary>Projects that only <c>setup.cfg</c> describes, with setuptools' own reading of it.</summary>
public sealed class SetupFixture : EcosystemFixture
{
    private const string Metadata = """
        import json, os, sys
        os.chdir(sys.argv[1])
        import setuptools
        said = setuptools.Distribution()
        said.parse_config_files()
        print(json.dumps({"name": said.get_name(), "version": said.get_version(), "requires": [str(r) for r in said.install_requires or []]}))
        """;

    private static readonly string[] Modules = ["build", "twine", "setuptools", "wheel", "pip"];
    private static readonly Lazy<string> Python = new(() => Tool.RequirePython(Modules));

    /// <inheritdoc/>
    public override string Id => PythonEcosystem.Id;

    /// <inheritdoc/>
    public override string Sample => "python-setup";

    /// <inheritdoc/>
    public override string BaseManifest => "packages/base/setup.cfg";

    /// <inheritdoc/>
    public override string TopManifest => "packages/top/setup.cfg";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } =
    [
        "contract-top -> contract-base Optional Workspace ''",
        "contract-top -> contract-base Runtime Workspace '==1.0.0'",
    ];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("[metadata]\nname = contract-base\nversion 1.0.0\n", 3);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["python3"];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Python"] = Python.Value, ["BuildIsolation"] = "false" };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Without => new PythonFixture().Without;

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => PythonEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => null;

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write("packages/base/src/contract_base/__init__.py", "VALUE = 3\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write(BaseManifest, tree.Read(BaseManifest) + "\n[options.nothing\n");

    /// <inheritdoc/>
    public override void RequireTools() => Tool.RequirePython(Modules);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Tool, string[] Call)> Clients() => new PythonFixture().Clients();

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
}
