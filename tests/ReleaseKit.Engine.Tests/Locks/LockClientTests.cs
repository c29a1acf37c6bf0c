using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Locks;

/// <summary>The clients themselves find nothing to change in a lock file that we edited. None of them asks a registry: the file has it all.</summary>
public sealed class LockClientTests
{
    [Theory]
    [InlineData("version-2")]
    [InlineData("version-3")]
    [InlineData("shrinkwrap")]
    [InlineData("windows")]
    [InlineData("tabs")]
    [Facet(Facet.Locks, "npm")]
    public void NpmLeavesItAsItIs(string name)
    {
        var npm = Tool.Require("npm");
        using var workspace = Edited("package-lock", name, out var edited);
        Succeeds(workspace, npm, "install", "--package-lock-only", "--offline", "--no-audit", "--no-fund");
        workspace.Before(workspace.LockFile).ShouldBe(edited);
        Succeeds(workspace, npm, "ci", "--dry-run", "--offline", "--no-audit", "--no-fund");
    }

    [Theory]
    [InlineData("version-9")]
    [InlineData("protocol")]
    [InlineData("catalogs")]
    [Facet(Facet.Locks, "npm")]
    public void PnpmTakesItAsItIs(string name)
    {
        var pnpm = Tool.Require("pnpm");
        using var workspace = Edited("pnpm-lock", name, out var edited);
        Succeeds(workspace, pnpm, "install", "--frozen-lockfile", "--offline", "--lockfile-only");
        workspace.Before(workspace.LockFile).ShouldBe(edited);
    }

    [Theory]
    [InlineData("berry")]
    [InlineData("protocol")]
    [Facet(Facet.Locks, "npm")]
    public void YarnTakesItAsItIs(string name)
    {
        var yarn = Tool.Require("yarn");
        using var workspace = Edited("yarn-lock", name, out var edited);
        var version = CommandLine.Run(workspace.Root, yarn, ["--version"]);
        Assert.SkipWhen(version.Output.StartsWith("1.", StringComparison.Ordinal), "Yarn 1 locks no members.");
        Succeeds(workspace, yarn, "install", "--mode=update-lockfile");
        workspace.Before(workspace.LockFile).ShouldBe(edited);
    }

    [Fact]
    [Facet(Facet.Locks, "nuget")]
    public void NuGetTakesItAsItIs()
    {
        var dotnet = Tool.Require("dotnet");
        using var workspace = Edited("packages-lock", "projects", out var edited);
        Succeeds(workspace, dotnet, "restore", "src/App/App.csproj", "--locked-mode");
        workspace.Before(workspace.LockFile).ShouldBe(edited);
    }

    private static LockCase Edited(string format, string name, out string edited)
    {
        var workspace = new LockCase(format, name);
        workspace.Apply();
        edited = workspace.Before(workspace.LockFile);
        edited.ShouldBe(workspace.After(workspace.LockFile));
        return workspace;
    }

    private static void Succeeds(LockCase workspace, string client, params string[] arguments)
    {
        var result = CommandLine.Run(workspace.Root, client, arguments, new Dictionary<string, string?> { ["CI"] = "1", ["YARN_ENABLE_TELEMETRY"] = "0" });
        result.ExitCode.ShouldBe(0, result.Output);
    }
}
