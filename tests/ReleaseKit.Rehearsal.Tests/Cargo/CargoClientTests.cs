using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Testing;

namespace ReleaseKit.Rehearsal.Tests.Cargo;

public sealed class CargoClientTests
{
    private const string Token = "cargo-token-of-the-test";

    [Fact]
    public async Task CargoPublishesYanksAndBuildsWithCratesOfHereAndOfUpstream()
    {
        var cargo = Tool.Require("cargo");
        await using var upstream = await Bench.StartAsync();
        await upstream.UploadCrateAsync("third-party", "2.5.0", "pub fn answer() -> u32 { 42 }\n");
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of(Token), UpstreamCargo = new Uri($"{upstream.Url}/cargo/") });
        var library = Write(bench, "acme-core", "lib.rs", "pub fn value() -> u32 { third_party::answer() }\n", "version = \"1.2.0\"\ndescription = \"One.\"\nlicense = \"MIT\"", "third-party = \"2\"");

        (await RunAsync(bench, cargo, library, "publish", "--registry", "rehearsal")).Succeeded().ShouldContain("Published acme-core v1.2.0");
        (await RunAsync(bench, cargo, library, "publish", "--registry", "rehearsal")).Failed().ShouldContain("already exists on");
        (await bench.LogAsync()).Select(e => ((string?)e!["file"], (int)e["status"]!, (bool)e["stored"]!)).ShouldBe([("acme-core-1.2.0.crate", 200, true)]);

        var program = Write(bench, "program", "main.rs", "fn main() { println!(\"{}\", acme_core::value()); }\n", "version = \"0.1.0\"", "acme-core = \"1\"");
        (await RunAsync(bench, cargo, program, "run")).Succeeded().ShouldContain("42");
        (await RunAsync(bench, cargo, program, "yank", "--registry", "rehearsal", "acme-core@1.2.0")).Succeeded();
        (await RunAsync(bench, cargo, program, "run")).Succeeded();
        File.Delete(Path.Combine(program, "Cargo.lock"));
        (await RunAsync(bench, cargo, program, "run")).Failed().ShouldContain("yanked");
        (await RunAsync(bench, cargo, program, "yank", "--undo", "--registry", "rehearsal", "acme-core@1.2.0")).Succeeded();
        (await RunAsync(bench, cargo, program, "run")).Succeeded();
    }

    private static string Write(Bench bench, string name, string file, string code, string facts, string dependencies)
    {
        bench.Write($"{name}/src/{file}", code);
        return Path.GetDirectoryName(bench.Write($"{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nedition = \"2021\"\n{facts}\n\n[dependencies]\n{dependencies}\n"))!;
    }

    private static Task<ClientProcess> RunAsync(Bench bench, string cargo, string directory, params string[] arguments) =>
        ClientProcess.RunAsync(
            cargo, directory,
            new Dictionary<string, string>
            {
                ["HOME"] = bench.Home,
                ["USERPROFILE"] = bench.Home,
                ["CARGO_HOME"] = Path.Combine(bench.Home, "cargo"),
                ["RUSTUP_HOME"] = Environment.GetEnvironmentVariable("RUSTUP_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".rustup"),
                ["CARGO_REGISTRIES_REHEARSAL_INDEX"] = $"sparse+{bench.Url}/cargo/",
                ["CARGO_REGISTRIES_REHEARSAL_TOKEN"] = Token,
            },
            [.. arguments, "--config", "source.crates-io.replace-with=\"rehearsal\""]);
}
