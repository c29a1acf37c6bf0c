using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Cargo;

/// <summary>What is Cargo's alone on the way from sources to a crate that is used, with the real client.</summary>
public sealed class CrateReleaseTests
{
    private const string Facts = "description = \"One of many.\"\nlicense = \"MIT\"\n";

    [Fact]
    public async Task CratesOfANamedRegistryGoThereAndAreUsedFromThere()
    {
        using var bench = await CargoBench.StartAsync();
        bench.Tree.With("Cargo.toml", "[workspace]\nmembers = [\"low\", \"high\"]\nresolver = \"2\"\n\n[workspace.package]\npublish = [\"corp\"]\n")
            .With(".cargo/config.toml", "[registries.corp]\nindex = \"sparse+https://crates.example.test/\"\n")
            .WithCrate("low", "publish.workspace = true\n" + Facts).With("low/src/lib.rs", "pub fn one() -> u32 { 1 }\n")
            .WithCrate("high", "publish.workspace = true\n" + Facts + "\n[dependencies]\nlow = { path = \"../low\", version = \"1\", registry = \"corp\" }\n").With("high/src/lib.rs", "pub fn two() -> u32 { 2 * low::one() }\n");
        await bench.ReleaseAsync(bench.Context("low"));
        var package = bench.Context("high");
        var artifact = await bench.ReleaseAsync(package);
        (await bench.Adapter.Consumer.InstallAndLoadAsync(package, [artifact], CargoBench.Cancellation)).ShouldBe("compiled and ran a program that depends on high 1.0.0");
        bench.Adapter.Consumer.InstallCommand(package).ShouldStartWith("cargo add high@=1.0.0 --config 'registries.corp.index=\"sparse+http://127.0.0.1:");
    }

    [Fact]
    public async Task AProgramIsInstalledAndWhatIsNeitherIsDownloaded()
    {
        using var bench = await CargoBench.StartAsync();
        bench.Tree.With("Cargo.toml", "[workspace]\nmembers = [\"*\"]\nresolver = \"2\"\n")
            .WithCrate("tool", Facts).With("tool/src/main.rs", "fn main() {}\n")
            .WithCrate("native", Facts + "\n[lib]\ncrate-type = [\"cdylib\"]\n");
        File.Delete(Path.Combine(bench.Tree.Path, "tool", "src", "lib.rs"));
        var tool = bench.Context("tool");
        (await bench.Adapter.Consumer.InstallAndLoadAsync(tool, [await bench.ReleaseAsync(tool)], CargoBench.Cancellation)).ShouldBe("installed tool 1.0.0: tool");
        bench.Adapter.Consumer.InstallCommand(tool).ShouldStartWith("cargo install tool@=1.0.0");
        var native = bench.Context("native");
        (await bench.Adapter.Consumer.InstallAndLoadAsync(native, [await bench.ReleaseAsync(native)], CargoBench.Cancellation)).ShouldBe("downloaded native 1.0.0; it has neither a library for Rust nor a program");
    }

    [Fact]
    public async Task ACrateThatCannotBeCompiledByItsUsersIsNotLoaded()
    {
        using var bench = await CargoBench.StartAsync();
        bench.Tree.WithCrate("a", Facts + "build = \"build.rs\"\n")
            .With("a/build.rs", "fn main() { if std::env::var(\"OUT_DIR\").unwrap().contains(\"releasekit-cargo-\") { panic!(\"not here\"); } }\n");
        var package = bench.Context("a");
        var artifact = await bench.ReleaseAsync(package);
        (await Coded.ThrowsAsync(VerifyCodes.Load, () => bench.Adapter.Consumer.InstallAndLoadAsync(package, [artifact], CargoBench.Cancellation))).Message.ShouldContain("not here");
    }

    [Fact]
    public async Task BuildScriptsSeeNoTokenOfCargo()
    {
        using var bench = await CargoBench.StartAsync();
        bench.Tree.WithCrate("a", Facts + "build = \"build.rs\"\n")
            .With("a/build.rs", "fn main() { for (name, _) in std::env::vars() { if name.starts_with(\"CARGO_REGISTR\") && name.ends_with(\"TOKEN\") { panic!(\"{}\", name); } } }\n");
        var package = bench.Context("a");
        (await bench.Adapter.Consumer.InstallAndLoadAsync(package, [await bench.ReleaseAsync(package)], CargoBench.Cancellation)).ShouldContain("compiled");
    }

    [Fact]
    public async Task ACrateForCratesIoAloneCannotGoElsewhere()
    {
        using var bench = await CargoBench.StartAsync();
        bench.Tree.WithCrate("a", Facts + "publish = [\"crates-io\"]\n");
        var refusal = await Coded.ThrowsAsync(PublishCodes.Address, () => bench.Adapter.Packager.BuildAsync(bench.Context("a"), CargoBench.Cancellation));
        (refusal.Location!.File, refusal.Message.Contains("\"crates-io\", \"releasekit\"", StringComparison.Ordinal)).ShouldBe(("a/Cargo.toml", true));
        bench.Tree.WithCrate("a", Facts + "publish = [\"crates-io\", \"releasekit\"]\n");
        await bench.ReleaseAsync(bench.Context("a"));
    }

    [Fact]
    public async Task SourcesThatChangedSinceTheBuildAreNotUploaded()
    {
        using var bench = await CargoBench.StartAsync();
        bench.Tree.WithCrate("a", Facts);
        var package = bench.Context("a");
        var artifacts = await bench.Adapter.Packager.BuildAsync(package, CargoBench.Cancellation);
        bench.Tree.With("a/src/lib.rs", "// later\n");
        (await Coded.ThrowsAsync(PublishCodes.Failed, () => bench.Adapter.Publisher.PublishAsync(package, artifacts, CargoBench.Cancellation))).Message.ShouldContain("a-1.0.0.crate");
        (await bench.Adapter.Registry.FindAsync(package, CargoBench.Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task ALockFileThatIsBehindStopsTheBuildAndStaysAsItIs()
    {
        using var bench = await CargoBench.StartAsync();
        const string locked = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.9.0\"\n";
        bench.Tree.WithCrate("a", Facts).With("a/Cargo.lock", locked);
        (await Coded.ThrowsAsync(BuildCodes.Failed, () => bench.Adapter.Packager.BuildAsync(bench.Context("a"), CargoBench.Cancellation))).Message.ShouldContain("--locked");
        bench.Tree.Source("a/Cargo.lock").Text.ShouldBe(locked);
    }

    [Fact]
    public async Task TheDownloadAddressIsTheRegistrysOwnTemplate()
    {
        using var bench = await CargoBench.StartAsync();
        bench.Tree.WithCrate("a", Facts);
        var package = bench.Context("a");
        await bench.ReleaseAsync(package);
        var file = (await bench.Adapter.Registry.FindAsync(package, CargoBench.Cancellation))!.Files.ShouldHaveSingleItem();
        file.Address.AbsolutePath.ShouldBe("/cargo/dl/a/1.0.0/download");
        (await bench.Adapter.Registry.FindAsync(package with { Version = "1.0.0+other" }, CargoBench.Cancellation)).ShouldNotBeNull("build metadata does not make another version");
    }
}
