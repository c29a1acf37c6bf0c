using System.Text.Json;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Cargo;

namespace ReleaseKit.Engine.Tests.Contracts.Cargo;

/// <summary>Crates of a Cargo workspace with a lock file, with cargo.</summary>
public sealed class CargoFixture : EcosystemFixture
{
    /// <inheritdoc/>
    public override string Id => CargoEcosystem.Id;

    /// <inheritdoc/>
    public override string BaseManifest => "crates/base/Cargo.toml";

    /// <inheritdoc/>
    public override string TopManifest => "crates/top/Cargo.toml";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } =
    [
        "contract-top -> contract-base Dev Workspace ''",
        "contract-top -> contract-base Runtime Workspace '1.0.0'",
    ];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("[package]\nname = \"contract-base\"\nversion = 1.0.0\n", 3);

    /// <inheritdoc/>
    public override IReadOnlyList<(string File, string Text, int Line)> Malformed =>
    [
        (BaseManifest, Broken.Text, Broken.Line),
        (BaseManifest, "[package]\nname = \"contract-base\n", 2),
        ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"\nresolver = \"2\"\n", 3),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["cargo", "rustc"];

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => CargoEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => $"# {text}";

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write("crates/base/src/lib.rs", "pub const VALUE: u32 = 3;\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write("crates/base/src/lib.rs", "pub const VALUE: u32 = \"one\";\n");

    /// <inheritdoc/>
    public override void Isolate(IDictionary<string, string> variables, string home)
    {
        // cargo may be rustup's, which looks for its toolchains at home.
        variables["RUSTUP_HOME"] = Environment.GetEnvironmentVariable("RUSTUP_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".rustup");
        variables["CARGO_NET_RETRY"] = "0";
        foreach (var name in new[] { "CARGO_HOME", "CARGO_REGISTRY_TOKEN", "CARGO_TARGET_DIR" })
        {
            variables.Remove(name);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client)
    {
        using var answer = JsonDocument.Parse(client("", "cargo", "metadata", "--no-deps", "--offline", "--format-version", "1"));
        return
        [
            .. answer.RootElement.GetProperty("packages").EnumerateArray().Select(package => new ClientView(
                package.GetProperty("name").GetString()!, package.GetProperty("version").GetString(),
                package.GetProperty("dependencies").EnumerateArray().Where(d => d.GetProperty("kind").ValueKind == JsonValueKind.Null)
                    .Select(d => d.GetProperty("req").GetString()).FirstOrDefault())),
        ];
    }

    /// <inheritdoc/>
    public override void CheckLock(ContractTree tree, ClientCall client) => client("", "cargo", "metadata", "--locked", "--offline", "--format-version", "1");
}
