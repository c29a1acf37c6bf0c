using System.Text.Json;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Npm;

namespace ReleaseKit.Engine.Tests.Contracts.Npm;

/// <summary>JavaScript packages of an npm workspace, with npm.</summary>
public sealed class NpmFixture : EcosystemFixture
{
    /// <inheritdoc/>
    public override string Id => NpmEcosystem.Id;

    /// <inheritdoc/>
    public override string BaseManifest => "packages/base/package.json";

    /// <inheritdoc/>
    public override string TopManifest => "packages/top/package.json";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } =
    [
        "contract-top -> contract-base Dev Workspace 'workspace:*'",
        "contract-top -> contract-base Runtime Workspace '^1.0.0'",
    ];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("{\n  \"name\": \"contract-base\",\n  \"version\" \"1.0.0\"\n}\n", 3);

    /// <inheritdoc/>
    public override IReadOnlyList<(string File, string Text, int Line)> Malformed =>
    [
        (BaseManifest, Broken.Text, Broken.Line),
        (BaseManifest, "{\n  \"name\": \"contract-base\",\n  \"version\": 1\n}\n", 3),
        ("package.json", "{\n  \"workspaces\": [\"packages/*\",\n", 3),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["node", "npm"];

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => NpmEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => null;

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write("packages/base/index.js", "export const value = 2;\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write(
        BaseManifest, tree.Read(BaseManifest).Replace("\"type\"", "\"scripts\": { \"prepack\": \"node --eval process.exit(3)\" },\n  \"type\"", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override void Isolate(IDictionary<string, string> variables, string home)
    {
        variables["npm_config_cache"] = Path.Combine(home, "npm-cache");
        variables["npm_config_fetch_retries"] = "0";
        foreach (var name in new[] { "NODE_AUTH_TOKEN", "NPM_TOKEN", "NPM_CONFIG_USERCONFIG", "npm_config_userconfig" })
        {
            variables.Remove(name);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client)
    {
        using var answer = JsonDocument.Parse(client("", "npm", "pkg", "get", "name", "version", "dependencies", "--workspaces", "--json"));
        return
        [
            .. answer.RootElement.EnumerateObject().Select(package => new ClientView(
                package.Value.GetProperty("name").GetString()!, package.Value.GetProperty("version").GetString(),
                package.Value.TryGetProperty("dependencies", out var ranges) && ranges.TryGetProperty(Base, out var range) ? range.GetString() : null)),
        ];
    }
}
