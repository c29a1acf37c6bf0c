using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>The promise, with the packed SDK, real clients and a registry on loopback.</summary>
public sealed class ReleaseTests(PackedSdk sdk)
{
    [Fact]
    public void EveryPackageGoesLiveOnceAndASecondRunHasNothingToDo()
    {
        using var workspace = Polyglot(dotnet: true);
        workspace.Change("py/packages/py-base/src/py_base/__init__.py", "OTHER = 2\n", "feat(py-base): another value");
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "fix(base): more");
        workspace.Change("dotnet/E2E.Base/Class.cs", "\npublic sealed class Other;\n", "feat: another class");

        var release = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        release.ExitCode.ShouldBe(0, release.Output);
        string[] live = ["py-base-v1.1.0", "py-top-v1.0.1", "@e2e/base-v1.0.1", "@e2e/left-v1.0.1", "@e2e/right-v1.0.1", "@e2e/top-v1.0.1", "E2E.Base-v1.1.0", "E2E.Top-v1.0.1"];
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(live, ignoreOrder: true);
        workspace.Git("ls-remote", "--tags", "--refs", "origin").Split('\n').Select(l => l[(l.IndexOf("refs/tags/", StringComparison.Ordinal) + 10)..])
            .ShouldBe(live.Concat(PolyglotWorkspace.Tags), ignoreOrder: true);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Git("diff", "origin/main", "HEAD").ShouldBeEmpty();
        workspace.Read("dotnet/E2E.Base/E2E.Base.csproj").ShouldContain("<Version>1.1.0</Version> <!-- kept -->");
        workspace.Read("js/packages/top/package.json").ShouldContain("\"@e2e/left\": \"workspace:*\"");
        Uploads(workspace).Count.ShouldBe(Uploads(workspace).Distinct().Count());

        var again = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("Nothing to release.");
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void ABrokenBuildBlocksOnlyItsDependentsAndTheNextRunPublishesOnlyWhatIsMissing()
    {
        using var workspace = Polyglot(dotnet: false);
        workspace.Write("js/packages/left/package.json", workspace.Read("js/packages/left/package.json")
            .Replace("\"exports\"", "\"scripts\": { \"prepack\": \"node broken.mjs\" },\n  \"exports\"", StringComparison.Ordinal));
        workspace.Commit("feat(left): build before packing");
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        workspace.Change("py/packages/py-base/src/py_base/__init__.py", "OTHER = 2\n", "fix(py-base): another value");

        var broken = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        broken.ExitCode.ShouldNotBe(0);
        broken.Output.ShouldContain("error RK-BUILD-FAILED");
        broken.Output.ShouldContain("warning RK-RELEASE-BLOCKED");
        broken.Output.ShouldContain("npm:@e2e/top is not released: blocked by npm:@e2e/left (failed in build).");
        broken.Output.ShouldContain("error RK-RELEASE-INCOMPLETE");
        workspace.Git("tag", "--points-at", "HEAD").Split('\n')
            .ShouldBe(["@e2e/base-v1.1.0", "@e2e/right-v1.0.1", "py-base-v1.0.1", "py-top-v1.0.1"], ignoreOrder: true);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        var first = Uploads(workspace);

        workspace.Write("js/packages/left/broken.mjs", "// mended\n");
        workspace.Commit("fix(left): add the missing script");
        var mended = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        mended.ExitCode.ShouldBe(0, mended.Output);
        workspace.Git("tag", "--list", "@e2e/left-v1.1.0", "@e2e/top-v1.0.1").Split('\n').Length.ShouldBe(2);
        var second = Uploads(workspace).Except(first).ToArray();
        second.Length.ShouldBe(2, string.Join(", ", second));
        second.ShouldAllBe(u => u.Contains("left", StringComparison.Ordinal) || u.Contains("top", StringComparison.Ordinal));
    }

    [Fact]
    public void ADryRunPrintsEveryEffectAndChangesNothingAtAll()
    {
        using var workspace = Polyglot(dotnet: false);
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        var before = TreeSnapshot.Take(workspace.Root);

        var dry = workspace.MSBuild("Release", ["-p:ReleaseDryRun=true", .. PolyglotWorkspace.Arguments()]);

        dry.ExitCode.ShouldBe(0, dry.Output);
        dry.Output.ShouldContain("-  \"version\": \"1.0.0\",");
        dry.Output.ShouldContain("+  \"version\": \"1.1.0\",");
        dry.Output.ShouldContain("@e2e/left workspace:* -> 1.0.1");
        dry.Output.ShouldContain("@e2e/base-v1.1.0");
        TreeSnapshot.Take(workspace.Root).ShouldBe(before);
    }

    [Fact]
    public void ARehearsalReleasesEverythingSomewhereElse()
    {
        using var workspace = Polyglot(dotnet: false);
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        workspace.Change("py/packages/py-base/src/py_base/__init__.py", "OTHER = 2\n", "feat(py-base): another value");
        var head = workspace.Git("rev-parse", "HEAD");
        var tags = workspace.Git("tag");

        var rehearsal = workspace.MSBuild("Rehearse", [.. PolyglotWorkspace.Arguments().Where(a => !a.Contains("ReleaseRegistry", StringComparison.Ordinal))]);

        rehearsal.ExitCode.ShouldBe(0, rehearsal.Output);
        rehearsal.Output.ShouldContain("live, verified");
        workspace.Git("rev-parse", "HEAD").ShouldBe(head);
        workspace.Git("tag").ShouldBe(tags);
        workspace.Git("ls-remote", "origin", "refs/heads/main").ShouldStartWith(workspace.Git("rev-parse", "origin/main"));
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void HooksOfTheUserRunAfterTheStageTheyName()
    {
        using var workspace = Polyglot(dotnet: false);
        workspace.Write("release.package.targets", """
            <Project>
              <Target Name="Announce" AfterTargets="Verify">
                <Message Importance="high" Text="announcing $(ReleasePackageName) $(ReleasePackageVersion)" />
              </Target>
            </Project>

            """);
        workspace.Commit("build: announce");
        workspace.Change("js/packages/alone/index.js", "export const more = 1;\n", "feat(alone): more");

        var release = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        release.ExitCode.ShouldBe(0, release.Output);
        release.Output.ShouldContain("announcing @e2e/alone 1.1.0");
    }

    [Fact]
    public void AMalformedManifestIsOneCodedErrorWithItsPlaceAndNothingChanges()
    {
        using var workspace = Polyglot(dotnet: false);
        workspace.Write("js/packages/right/package.json", "{\n  \"name\": \"@e2e/right\",\n  \"version\": 1.0.0\n}\n");
        workspace.Commit("feat(right): break the manifest");
        var status = workspace.Git("rev-parse", "HEAD");

        var release = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        release.ExitCode.ShouldNotBe(0);
        release.Output.ShouldMatch(@"js/packages/right/package\.json\(3,\d+(,\d+,\d+)?\): error RK-MANIFEST-SYNTAX");
        workspace.Git("rev-parse", "HEAD").ShouldBe(status);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
    }

    private ReleaseWorkspace Polyglot(bool dotnet)
    {
        Tool.Require("npm");
        var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddPython(workspace);
        PolyglotWorkspace.AddJavaScript(workspace);
        if (dotnet)
        {
            PolyglotWorkspace.AddDotNet(workspace);
        }

        workspace.Initialize(dotnet ? PolyglotWorkspace.Tags : [.. PolyglotWorkspace.Tags.Where(t => !t.StartsWith("E2E", StringComparison.Ordinal))]);
        return workspace;
    }

    /// <summary>What the rehearsal registry stored, as <c>ecosystem name version file</c>.</summary>
    private static List<string> Uploads(ReleaseWorkspace workspace) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(workspace.Output, "registry"), "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".tgz" or ".whl" or ".gz" or ".nupkg")
            .Select(f => Path.GetRelativePath(workspace.Output, f)),
    ];
}
