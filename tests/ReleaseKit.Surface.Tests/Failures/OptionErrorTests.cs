using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Failures;

/// <summary>Nothing is accepted and ignored: what a property names must exist, and the message says what does.</summary>
public sealed class OptionErrorTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public OptionErrorTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.Initialize();
    }

    [Theory]
    [InlineData("Plan", "-p:ReleasePackages=acme-cor", "RK-PLAN-PACKAGE", "'acme-core'")]
    [InlineData("Plan", "-p:ReleaseDate=yesterday", "RK-PLAN-DATE", "yesterday")]
    [InlineData("Explain", "-p:ReleasePush=false", "RK-PLAN-PACKAGE", "ReleasePackage")]
    [InlineData("Plan", "-p:ReleaseFormat=dot", "RK-PLAN-FORMAT", "text, json, csv, markdown")]
    [InlineData("Graph", "-p:ReleaseFormat=mermiad", "RK-PLAN-FORMAT", "'mermaid'")]
    [InlineData("Check", "-p:ReleaseSkipChecks=clean-tre", "RK-CHECK-UNKNOWN", "clean-tree")]
    [InlineData("Plan", "-p:ReleaseBootstrapSha=0123456789012345678901234567890123456789", "RK-BASELINE-UNKNOWN", "0123456789")]
    [InlineData("Publish", "-p:ReleasePush=false", "RK-PLAN-MISSING", "-t:Plan")]
    public void AValueThatMeansNothingIsRefused(string target, string argument, string code, string hint)
    {
        var answer = _workspace.MSBuild(target, argument);
        answer.ExitCode.ShouldBe(1, answer.Output);
        answer.Output.ShouldContain($"error {code}: ");
        answer.Output.ShouldContain(hint);
    }

    public void Dispose() => _workspace.Dispose();
}
