using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.Versioning;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Processes;

/// <summary>A second process runs a client and is killed; the client must die with it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ChildLifetimeTests
{
    private const string ScratchVariable = "RELEASEKIT_TEST_VICTIM";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledBuildTakesItsClientsWithIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");
        Tool.Require("setpriv");
        using var scratch = new ScratchDirectory();
        var start = new ProcessStartInfo("dotnet", [typeof(ChildLifetimeTests).Assembly.Location, "-method", $"*.{nameof(Victim)}", "-explicit", "only"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[ScratchVariable] = scratch.Path;
        using var build = Process.Start(start)!;
        var pidFile = scratch.File("pid");
        await Eventually.HoldsAsync(() => File.Exists(pidFile) || build.HasExited, Cancellation);
        build.HasExited.ShouldBeFalse();
        build.Kill();
        await build.WaitForExitAsync(Cancellation);
        await Eventually.HoldsAsync(() => !Directory.Exists($"/proc/{File.ReadAllText(pidFile).Trim()}"), Cancellation);
    }

    /// <summary>Not a test: what the process that is killed does.</summary>
    [Fact(Explicit = true)]
    public async Task Victim()
    {
        var folder = Environment.GetEnvironmentVariable(ScratchVariable)!;
        await new ProcessRunner(new ProcessEnvironment()).RunAsync(
            new ProcessRequest
            {
                FileName = "sh",
                Arguments = ImmutableArray.Create("-c", "echo $$ > pid.tmp; mv pid.tmp pid; exec sleep 300"),
                WorkingDirectory = folder,
            },
            Cancellation);
    }
}
