using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Two Go modules of one go.work: versions in tags, the go command, and a module proxy on loopback.</summary>
public sealed class GoTests(PackedSdk sdk)
{
    private static readonly string[] Rehearsing = ["-p:ReleaseRegistry=rehearsal", "-mt", "-m:4"];

    [Fact]
    public void ModulesAreReleasedInOrderAndAMajorReleaseMovesTheirPaths()
    {
        using var workspace = Modules();
        workspace.Change("base/base.go", "\n// Two is another number.\nconst Two = 2\n", "feat: two");

        var release = workspace.MSBuild("Release", Rehearsing);

        release.ExitCode.ShouldBe(0, release.Output);
        release.Output.ShouldContain("go get example.com/mono/top@v1.0.1");
        RemoteTags(workspace).ShouldBe(["base/v1.0.0", "base/v1.1.0", "top/v1.0.0", "top/v1.0.1"], ignoreOrder: true);
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["base/v1.1.0", "top/v1.0.1"]);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Read("base/go.mod").ShouldBe("module example.com/mono/base\n\ngo 1.21\n");
        workspace.Read("top/go.mod").ShouldEndWith("\nrequire example.com/mono/base v1.1.0 // from the workspace\n");
        Archives(workspace).Length.ShouldBe(2);

        var again = workspace.MSBuild("Release", Rehearsing);

        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("Nothing to release.");

        workspace.Change("base/base.go", "\n// Three is a third one.\nconst Three = 3\n", "feat!: three is a crowd");
        var major = workspace.MSBuild("Release", Rehearsing);

        major.ExitCode.ShouldBe(0, major.Output);
        RemoteTags(workspace).ShouldContain("base/v2.0.0");
        workspace.Read("base/go.mod").ShouldStartWith("module example.com/mono/base/v2\n");
        workspace.Read("top/go.mod").ShouldContain("require example.com/mono/base/v2 v2.0.0 // from the workspace\n");
        workspace.Read("top/top.go").ShouldContain("import \"example.com/mono/base/v2\"\n");
        Archives(workspace).Length.ShouldBe(4);
    }

    [Fact]
    public void ARehearsalMakesNoTagThatAnyoneElseSees()
    {
        using var workspace = Modules();
        workspace.Change("base/base.go", "\n// Two is another number.\nconst Two = 2\n", "feat: two");

        var rehearsal = workspace.MSBuild("Rehearse", ["-mt", "-m:4"]);

        rehearsal.ExitCode.ShouldBe(0, rehearsal.Output);
        rehearsal.Output.ShouldContain("live, verified");
        workspace.Git("tag").Split('\n').ShouldBe(["base/v1.0.0", "top/v1.0.0"]);
        RemoteTags(workspace).ShouldBe(["base/v1.0.0", "top/v1.0.0"], ignoreOrder: true);
    }

    [Fact]
    public void ARealReleasePushesTheTagBeforeItIsFetched()
    {
        using var workspace = Modules("github.com/acme/mono");
        workspace.Variables["GOPRIVATE"] = "github.com/acme";
        workspace.Variables["GIT_CONFIG_COUNT"] = "1";
        workspace.Variables["GIT_CONFIG_KEY_0"] = $"url.file://{workspace.Remote}.insteadOf";
        workspace.Variables["GIT_CONFIG_VALUE_0"] = "https://github.com/acme/mono";
        workspace.Change("base/base.go", "\n// Two is another number.\nconst Two = 2\n", "feat: two");

        var release = workspace.MSBuild("Release", ["-mt", "-m:4"]);

        release.ExitCode.ShouldBe(0, release.Output);
        RemoteTags(workspace).ShouldBe(["base/v1.0.0", "base/v1.1.0", "top/v1.0.0", "top/v1.0.1"], ignoreOrder: true);
        workspace.Git("rev-parse", "origin/main").ShouldBe(workspace.Git("rev-parse", "HEAD"));
        workspace.Git("rev-parse", "top/v1.0.1^{commit}").ShouldBe(workspace.Git("rev-parse", "HEAD"));
    }

    private static string[] RemoteTags(ReleaseWorkspace workspace) =>
        [.. workspace.Git("ls-remote", "--tags", "--refs", "origin").Split('\n').Select(line => line[(line.IndexOf("refs/tags/", StringComparison.Ordinal) + 10)..])];

    private static string[] Archives(ReleaseWorkspace workspace) =>
        [.. Directory.EnumerateFiles(Path.Combine(workspace.Output, "registry"), "*.zip", SearchOption.AllDirectories)];

    private ReleaseWorkspace Modules(string root = "example.com/mono")
    {
        Tool.Require("go");
        var workspace = sdk.NewWorkspace();
        workspace.Variables["GOPROXY"] = "off";
        workspace.Variables["GOTOOLCHAIN"] = "local";
        workspace.Variables["GOENV"] = "off";
        workspace.Variables["GOFLAGS"] = "";
        workspace.Write("LICENSE", "Do what you like.\n");
        workspace.Write("go.work", "go 1.21\n\nuse (\n\t./base\n\t./top\n)\n");
        workspace.Write("base/go.mod", $"module {root}/base\n\ngo 1.21\n");
        workspace.Write("base/base.go", "// Package base gives numbers.\npackage base\n\n// One is the first number.\nconst One = 1\n");
        workspace.Write("top/go.mod", $"module {root}/top\n\ngo 1.21\n\nrequire {root}/base v1.0.0 // from the workspace\n");
        workspace.Write("top/top.go", $"// Package top uses numbers.\npackage top\n\nimport \"{root}/base\"\n\n// One is the first number.\nconst One = base.One\n");
        workspace.Initialize("base/v1.0.0", "top/v1.0.0");
        return workspace;
    }
}
