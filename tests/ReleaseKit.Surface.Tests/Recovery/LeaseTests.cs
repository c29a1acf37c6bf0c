using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Recovery;

/// <summary>A remote whose lease somebody holds of whom nothing is known.</summary>
public sealed class LeaseTests : IDisposable
{
    private const string Lease = "refs/releasekit/lease";
    private readonly ReleaseWorkspace _workspace = new();

    public LeaseTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.Initialize("acme-core-v1.0.0");
        _workspace.Git("push", "--quiet", "origin", "HEAD:" + Lease);
    }

    [Fact]
    public void ABrokenLeaseIsTakenAndGivenBack()
    {
        var release = _workspace.MSBuild("Release", "-p:ReleaseBreakLease=true");
        release.ExitCode.ShouldBe(0, release.Output);
        release.Output.ShouldNotContain("Watching");
        _workspace.Git("ls-remote", "origin", Lease).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-p:ReleaseMirror=false")]
    [InlineData("-p:ReleasePush=false")]
    [InlineData("-p:ReleaseDryRun=true")]
    public void WithoutAMirrorTheRemoteIsNotAsked(string property)
    {
        var release = _workspace.MSBuild("Release", property);
        release.ExitCode.ShouldBe(0, release.Output);
        release.Output.ShouldNotContain("Watching");
        _workspace.Git("ls-remote", "origin", Lease).ShouldNotBeEmpty();
    }

    public void Dispose() => _workspace.Dispose();
}
