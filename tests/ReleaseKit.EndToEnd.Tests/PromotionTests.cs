using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Packed once, published to one registry and then, from another machine, to another one.</summary>
public sealed class PromotionTests(PackedSdk sdk)
{
    private static readonly string[] Changed = ["@e2e/base-v1.1.0", "@e2e/left-v1.0.1", "@e2e/right-v1.0.1", "@e2e/top-v1.0.1", "E2E.Top-v1.1.0", "py-top-v1.1.0"];

    [Fact]
    public void TheBytesThatWerePackedAreOnEveryRegistryTheyWerePublishedTo()
    {
        Tool.Require("npm");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddPython(workspace);
        PolyglotWorkspace.AddJavaScript(workspace);
        PolyglotWorkspace.AddDotNet(workspace);
        workspace.Write(".gitignore", workspace.Read(".gitignore") + "artifacts/\n");
        workspace.Initialize(PolyglotWorkspace.Tags);
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        workspace.Change("py/packages/py-top/src/py_top/__init__.py", "OTHER = 2\n", "feat: another value");
        workspace.Change("dotnet/E2E.Top/Class.cs", "\npublic sealed class Other;\n", "feat: another class");
        var folder = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "packed; once");
        var artifacts = "-p:ReleaseArtifacts=" + folder.Replace(";", "%3B", StringComparison.Ordinal);
        Pack(workspace, artifacts);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        var packed = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;
        packed.ShouldBe(2 + 4 + 2 + 1); // The two documents, four tarballs, a wheel with its source archive, a nupkg.

        // Staging: everything but tags. The first attempt is refused in its middle.
        using var staging = RegistryProcess.Start(workspace.Root, null, """{ "rules": [{ "ecosystem": "npm", "package": "@e2e/left", "operation": "upload", "status": 401, "times": 1 }] }""");
        string[] toStaging = [artifacts, $"-p:ReleaseRehearsalAddress={staging.Address}/", "-p:ReleasePackageStages=Publish%3BAwait%3BVerify", "-p:ReleaseSmokeTest=false", .. PolyglotWorkspace.Arguments()];
        var refused = workspace.MSBuild("Publish", toStaging);
        refused.ExitCode.ShouldNotBe(0, refused.Output);
        refused.Output.ShouldContain("error RK-REGISTRY-UNAUTHORIZED");
        refused.Output.ShouldMatch(@"@e2e/right +1\.0\.1 +live, verified");
        var staged = workspace.MSBuild("Publish", toStaging);
        staged.ExitCode.ShouldBe(0, staged.Output);
        staged.Output.ShouldContain($"Publishing the {packed - 2} packed files of {folder}");
        workspace.Git("tag", "--points-at", "HEAD").ShouldBeEmpty();

        // Production: another machine, with the commit that was packed, and nothing to build with.
        workspace.Git("push", "--quiet", "origin", "main");
        var commit = workspace.Git("rev-parse", "HEAD");
        using var other = sdk.NewWorkspace();
        other.CloneFrom(workspace);
        other.Git("checkout", "--quiet", "HEAD~1");
        using var production = RegistryProcess.Start(other.Root);
        string[] toProduction = [artifacts, $"-p:ReleaseRehearsalAddress={production.Address}/", "-p:ReleaseSmokeTest=false", .. PolyglotWorkspace.Arguments()];
        other.MSBuild("Publish", toProduction).Output.ShouldContain($"error RK-ARTIFACTS-COMMIT: {folder}/ was packed from commit {commit}");
        other.Git("checkout", "--quiet", commit);
        other.MSBuild("Release", toProduction).Output.ShouldContain("error RK-ARTIFACTS-TARGET: Release builds what it publishes.");
        var promoted = other.MSBuild("Publish", toProduction);

        promoted.ExitCode.ShouldBe(0, promoted.Output);
        production.Stored().Order(StringComparer.Ordinal).ShouldBe(staging.Stored().Order(StringComparer.Ordinal));
        production.Stored().Count.ShouldBe(packed - 2);
        other.Git("tag", "--points-at", commit).Split('\n').ShouldBe(Changed, ignoreOrder: true);
        other.Git("status", "--porcelain").ShouldBeEmpty();
        Directory.Exists(Path.Combine(other.Output, "dist")).ShouldBeFalse();
    }

    private static void Pack(ReleaseWorkspace workspace, string artifacts)
    {
        var apply = workspace.MSBuild("Apply");
        apply.ExitCode.ShouldBe(0, apply.Output);
        var dirty = workspace.MSBuild("Pack", [artifacts, .. PolyglotWorkspace.Arguments()]);
        dirty.Output.ShouldContain("error RK-CHECK-DIRTY");
        workspace.Commit("chore(release): packages");
        var pack = workspace.MSBuild("Pack", [artifacts, .. PolyglotWorkspace.Arguments()]);
        pack.ExitCode.ShouldBe(0, pack.Output);
    }
}
