using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Crates beside packages of others, with the real cargo and a registry on loopback.</summary>
public sealed class CargoTests(PackedSdk sdk)
{
    [Fact]
    public void CratesAreReleasedBesideOthersAndRunFromTheRegistry()
    {
        Tool.Require("npm");
        var cargo = Tool.Require("cargo");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddJavaScript(workspace);
        PolyglotWorkspace.AddRust(workspace);
        workspace.Initialize("@e2e/base-v1.0.0", "@e2e/left-v1.0.0", "@e2e/right-v1.0.0", "@e2e/top-v1.0.0", "@e2e/alone-v1.0.0", "rs-base-v1.0.0", "rs-top-v1.0.0");
        workspace.Change("js/packages/alone/index.js", "export const more = 1;\n", "feat(alone): more");
        workspace.Change("rust/crates/rs-base/src/lib.rs", "pub const MORE: u32 = 1;\n", "feat(rs-base): more");
        var manifest = workspace.Read("rust/crates/rs-top/Cargo.toml");
        using var registry = RegistryProcess.Start(workspace.Root);
        string[] arguments = [$"-p:ReleaseNpmRegistry={registry.Address}/npm/", $"-p:ReleaseCargoRegistry={registry.Address}/cargo/", "-mt", "-m:8"];

        var release = workspace.MSBuild("Release", arguments);

        release.ExitCode.ShouldBe(0, release.Output);
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["@e2e/alone-v1.1.0", "rs-base-v1.1.0", "rs-top-v1.0.1"], ignoreOrder: true);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Read("rust/crates/rs-base/Cargo.toml").ShouldContain("version = \"1.1.0\" # kept");
        workspace.Read("rust/crates/rs-top/Cargo.toml").ShouldBe(manifest.Replace("1.0.0", "1.0.1", StringComparison.Ordinal), "the pin is taken back");
        workspace.Git("diff", "HEAD~1", "--unified=0", "--", "rust/Cargo.lock").Split('\n').Where(l => l is ['+' or '-', not ('+' or '-'), ..])
            .ShouldBe(["-version = \"1.0.0\"", "+version = \"1.1.0\"", "-version = \"1.0.0\"", "+version = \"1.0.1\""]);
        registry.Stored().Select(line => string.Join(' ', line.Split(' ')[..2])).ShouldBe(["@e2e/alone 1.1.0", "rs-base 1.1.0", "rs-top 1.0.1"], ignoreOrder: true);

        RunWith(cargo, workspace, registry).ShouldContain("42 from rs-top");
        var again = workspace.MSBuild("Release", arguments);
        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("Nothing to release.");
        registry.Stored().Count.ShouldBe(3);
    }

    [Fact]
    public void ARehearsalOfCratesNeedsNoNetworkAndChangesNothing()
    {
        Tool.Require("cargo");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddRust(workspace);
        workspace.Initialize("rs-base-v1.0.0", "rs-top-v1.0.0");
        workspace.Change("rust/crates/rs-base/src/lib.rs", "pub const MORE: u32 = 1;\n", "feat(rs-base)!: more");

        var rehearsal = workspace.MSBuild("Rehearse", "-mt", "-m:8");

        rehearsal.ExitCode.ShouldBe(0, rehearsal.Output);
        rehearsal.Output.ShouldContain("live, verified");
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Git("tag").Split('\n').ShouldBe(["rs-base-v1.0.0", "rs-top-v1.0.0"]);
    }

    [Fact]
    public void ACrateThatWasPackedOnceIsPublishedAsItIs()
    {
        Tool.Require("cargo");
        using var workspace = sdk.NewWorkspace();
        workspace.Write("Cargo.toml", "[package]\nname = \"rs-alone\"\nversion = \"1.0.0\"\nedition = \"2021\"\nlicense = \"MIT\"\ndescription = \"Packed once.\"\n");
        workspace.Write("src/lib.rs", "pub const VALUE: u32 = 21;\n");
        workspace.Write(".gitignore", workspace.Read(".gitignore") + "artifacts/\ntarget/\n");
        workspace.Initialize("rs-alone-v1.0.0");
        workspace.Change("src/lib.rs", "pub const MORE: u32 = 1;\n", "feat: more");
        var folder = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "packed");
        using var registry = RegistryProcess.Start(workspace.Root);
        string[] arguments = ["-p:ReleaseArtifacts=" + folder, $"-p:ReleaseRehearsalAddress={registry.Address}/", "-mt", "-m:4"];

        var applied = workspace.MSBuild("Apply", arguments[1..]);
        applied.ExitCode.ShouldBe(0, applied.Output);
        workspace.Commit("chore(release): rs-alone");
        var packed = workspace.MSBuild("Pack", arguments);

        packed.ExitCode.ShouldBe(0, packed.Output);
        registry.Stored().ShouldBeEmpty();
        var crate = Directory.GetFiles(folder, "*.crate", SearchOption.AllDirectories).ShouldHaveSingleItem();
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(crate)));

        var published = workspace.MSBuild("Publish", arguments);

        published.ExitCode.ShouldBe(0, published.Output);
        registry.Stored().ShouldBe([$"rs-alone 1.1.0 rs-alone-1.1.0.crate {digest}"]);
        workspace.Git("tag", "--points-at", "HEAD").ShouldBe("rs-alone-v1.1.0");
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void CratesAreBuiltBesideTheWorkTree()
    {
        Tool.Require("cargo");
        using var workspace = Crates("isolation = \"worktree\"\n");
        using var registry = RegistryProcess.Start(workspace.Root);

        var release = workspace.MSBuild("Release", $"-p:ReleaseRehearsalAddress={registry.Address}/", "-mt", "-m:4");

        release.ExitCode.ShouldBe(0, release.Output);
        registry.Stored().Select(line => string.Join(' ', line.Split(' ')[..2])).ShouldBe(["rs-base 1.1.0", "rs-top 1.0.1"], ignoreOrder: true);
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["rs-base-v1.1.0", "rs-top-v1.0.1"], ignoreOrder: true);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Git("worktree", "list").Split('\n').ShouldHaveSingleItem();
        Directory.Exists(workspace.File("rust/target")).ShouldBeFalse();
    }

    /// <summary>A pair of crates, the lower one with a feature to release.</summary>
    private ReleaseWorkspace Crates(string configuration = "")
    {
        var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddRust(workspace);
        workspace.Write("releasekit.toml", configuration);
        workspace.Write(".gitignore", workspace.Read(".gitignore") + "artifacts/\ntarget/\n");
        workspace.Initialize("rs-base-v1.0.0", "rs-top-v1.0.0");
        workspace.Change("rust/crates/rs-base/src/lib.rs", "pub const MORE: u32 = 1;\n", "feat(rs-base): more");
        return workspace;
    }

    /// <summary>A program of somebody else that depends on the upper crate.</summary>
    private static string RunWith(string cargo, ReleaseWorkspace workspace, RegistryProcess registry)
    {
        using var place = new ScratchDirectory();
        place.Write("Cargo.toml", "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\nrs-top = \"1\"\n");
        place.Write("src/main.rs", "fn main() { println!(\"{} from rs-top\", rs_top::TWICE); }\n");
        var result = CommandLine.Run(
            place.Path, cargo, ["run", "--quiet", "--config", "source.crates-io.replace-with=\"local\""],
            new Dictionary<string, string?>(workspace.Variables) { ["CARGO_HOME"] = place.File("home"), ["CARGO_REGISTRIES_LOCAL_INDEX"] = $"sparse+{registry.Address}/cargo/" });
        result.ExitCode.ShouldBe(0, result.Output);
        return result.Output;
    }
}
