using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.Versioning;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Processes;

/// <summary>Drives real children; the scripts are POSIX shell.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProcessRunnerTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly ProcessRunner _runner = new(new ProcessEnvironment());

    public ProcessRunnerTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task BothOutputsAndTheExitCodeComeBack()
    {
        var result = await _runner.RunAsync(Shell("echo out; echo err >&2; exit 3") with { ExpectedExitCodes = [3] }, Cancellation);
        result.ShouldBe(new ProcessResult(3, "out\n", "err\n"));
    }

    [Fact]
    public async Task ArgumentsArriveAsTheyAre()
    {
        string[] arguments = ["a b", "", "\"q\"", "$HOME", "*", "--", "ü\n2"];
        var request = Shell("for a in \"$@\"; do printf '<%s>' \"$a\"; done");
        (await _runner.RunAsync(request with { Arguments = [.. request.Arguments, .. arguments] }, Cancellation)).Output.ShouldBe(string.Concat(arguments.Select(a => $"<{a}>")));
    }

    [Fact]
    public async Task InputIsSuppliedAndOtherwiseClosed()
    {
        (await _runner.RunAsync(Shell("cat") with { Input = "héllo" }, Cancellation)).Output.ShouldBe("héllo");
        (await _runner.RunAsync(Shell("cat"), Cancellation)).Output.ShouldBe("");
    }

    [Fact]
    public async Task InputThatTheClientDoesNotReadIsNoFailure()
    {
        var result = await _runner.RunAsync(Shell("exec true") with { Input = new string('x', 1_000_000) }, Cancellation);
        result.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task VariablesAreSetAndRemovedForTheChildAlone()
    {
        var runner = new ProcessRunner(new SnapshotEnvironment(new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["GONE"] = "1", ["KEPT"] = "k" }));
        var request = Shell("echo ${GONE-none} $KEPT $NEW") with { Environment = new Dictionary<string, string?> { ["GONE"] = null, ["NEW"] = "n" } };
        (await runner.RunAsync(request, Cancellation)).Output.ShouldBe("none k n\n");
        Environment.GetEnvironmentVariable("NEW").ShouldBeNull();
    }

    [Fact]
    public async Task UnexpectedExitCodeCarriesCommandCodeAndTheEndOfTheOutput()
    {
        var request = Shell("i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo line$i; done; echo '::error::oops' >&2; exit 4");
        var diagnostic = await Coded.ThrowsAsync(ToolCodes.Failed, () => _runner.RunAsync(request, Cancellation));
        diagnostic.Message.ShouldContain("exit code 4");
        diagnostic.Message.ShouldContain("sh -c");
        diagnostic.Message.ShouldContain("line30");
        diagnostic.Message.ShouldContain("\n  | ::error::oops");
        diagnostic.Message.ShouldNotContain("line5\n");
    }

    [Fact]
    public async Task TerminalEscapesStayOutOfMessages()
    {
        var diagnostic = await Coded.ThrowsAsync(ToolCodes.Failed, () => _runner.RunAsync(Shell("printf '\\033[31mred\\033[0m\\a\\n'; exit 1"), Cancellation));
        diagnostic.Message.ShouldEndWith("\n  | red");
    }

    [Fact]
    public async Task PasswordsInAddressesStayOutOfMessagesAndTranscripts()
    {
        var request = Shell("echo \"fatal: unable to access 'https://me:pa55word@example.test/r.git'\" >&2; exit 1") with { TranscriptPath = _scratch.File("log") };
        var diagnostic = await Coded.ThrowsAsync(ToolCodes.Failed, () => _runner.RunAsync(request, Cancellation));
        diagnostic.Message.ShouldContain("https://***@example.test/r.git");
        (diagnostic.Message + File.ReadAllText(_scratch.File("log"))).ShouldNotContain("pa55word");
    }

    [Fact]
    public async Task MissingClientNamesTheFoldersOfPath()
    {
        var runner = new ProcessRunner(new SnapshotEnvironment(new Dictionary<string, string> { ["PATH"] = "/nowhere:.:/usr/bin" }));
        var request = Shell("") with { FileName = "no-such-client" };
        var diagnostic = await Coded.ThrowsAsync(ToolCodes.Missing, () => runner.RunAsync(request, Cancellation));
        diagnostic.Message.ShouldContain("'no-such-client'");
        diagnostic.Message.ShouldContain("/nowhere:/usr/bin");
    }

    [Fact]
    public async Task FileThatCannotBeStartedIsAMissingTool()
    {
        var path = _scratch.Write("broken", "#!/no/such/interpreter\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await Coded.ThrowsAsync(ToolCodes.Missing, () => _runner.RunAsync(Shell("") with { FileName = path }, Cancellation));
        await Coded.ThrowsAsync(ToolCodes.Missing, () => _runner.RunAsync(Shell("") with { FileName = _scratch.Write("plain", "") }, Cancellation));
    }

    [Fact]
    public async Task MissingWorkingDirectoryIsNamed()
    {
        var request = Shell("true") with { WorkingDirectory = _scratch.File("absent") };
        (await Coded.ThrowsAsync(FileCodes.Unreadable, () => _runner.RunAsync(request, Cancellation))).Message.ShouldContain("absent");
    }

    [Fact]
    public void FindIgnoresTheCurrentDirectoryAndFilesThatAreNotExecutable()
    {
        var executable = _scratch.Write("bin/tool", "#!/bin/sh\n");
        File.SetUnixFileMode(executable, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _scratch.Write("first/tool", "text");
        var runner = new ProcessRunner(new SnapshotEnvironment(
            new Dictionary<string, string> { ["PATH"] = $".::{_scratch.File("first")}:{_scratch.File("bin")}" }));
        runner.Find("tool").ShouldBe(executable);
        runner.Find("../bin/tool").ShouldBeNull();
        runner.Find("absent").ShouldBeNull();
    }

    [Fact]
    public async Task ClientThatRunsTooLongIsKilledWithItsChildren()
    {
        var request = Shell("sleep 300 & echo $!; exec sleep 300") with { Timeout = TimeSpan.FromMilliseconds(300), TranscriptPath = _scratch.File("log") };
        await Coded.ThrowsAsync(ToolCodes.Timeout, () => _runner.RunAsync(request, Cancellation));
        await ShouldBeGone(File.ReadLines(_scratch.File("log")).First(line => line.All(char.IsAsciiDigit)));
    }

    [Fact]
    public async Task CancelledClientMayCleanUpAndIsGone()
    {
        using var cancel = new CancellationTokenSource();
        var fifo = _scratch.File("ready");
        var request = Shell($"trap 'rm lock; exit 1' TERM; touch lock; sleep 300 & echo $! > pid; mkfifo ready.tmp; mv ready.tmp ready; echo x > ready; wait");
        var run = _runner.RunAsync(request, cancel.Token);
        await Eventually.HoldsAsync(() => File.Exists(fifo), Cancellation);
        await File.ReadAllTextAsync(fifo, Cancellation);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        File.Exists(_scratch.File("lock")).ShouldBeFalse();
        await ShouldBeGone(File.ReadAllText(_scratch.File("pid")).Trim());
    }

    [Fact]
    public async Task CancelledTokenStartsNothing()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => _runner.RunAsync(Shell("touch ran"), cancel.Token));
        File.Exists(_scratch.File("ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task BackgroundChildThatHoldsTheOutputIsNotWaitedFor()
    {
        var watch = Stopwatch.StartNew();
        var result = await _runner.RunAsync(Shell("sleep 300 & echo $!"), Cancellation);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        await ShouldBeGone(result.Output.Trim());
    }

    [Fact]
    public async Task HugeOutputsKeepBothEnds()
    {
        const string Script = "echo first; head -c 40000000 /dev/zero | tr '\\0' x; echo; echo last";
        var result = await _runner.RunAsync(Shell(Script), Cancellation);
        result.Shortened.ShouldBeTrue();
        result.Output.Length.ShouldBeLessThan(20_000_000);
        result.Output.ShouldStartWith("first\nxx");
        result.Output.ShouldEndWith("xx\nlast\n");
    }

    [Fact]
    public async Task ManyChildrenAtOnceAreAllDrained()
    {
        var runs = Enumerable.Range(0, 40).Select(i => _runner.RunAsync(Shell($"head -c 200000 /dev/zero; echo e{i} >&2"), Cancellation));
        var results = await Task.WhenAll(runs);
        results.ShouldAllBe(r => r.Output.Length == 200_000);
        results.Select(r => r.Error.Trim()).ShouldBe(Enumerable.Range(0, 40).Select(i => $"e{i}"));
    }

    [Fact]
    public async Task StreamedOutputReachesTheReaderWhole()
    {
        long bytes = 0;
        var result = await _runner.StreamAsync(
            Shell("head -c 30000000 /dev/zero"),
            stream =>
            {
                var buffer = new byte[4096];
                for (int read; (read = stream.Read(buffer)) > 0;)
                {
                    bytes += read;
                }

                return true;
            },
            Cancellation);
        bytes.ShouldBe(30_000_000);
        result.Output.ShouldBe("");
    }

    [Fact]
    public async Task ReaderThatHasEnoughEndsTheClient()
    {
        var first = 0;
        await _runner.StreamAsync(
            Shell("echo $$ > pid; exec yes"),
            stream =>
            {
                first = stream.ReadByte();
                return false;
            },
            Cancellation);
        first.ShouldBe('y');
        await ShouldBeGone(File.ReadAllText(_scratch.File("pid")).Trim());
    }

    [Fact]
    public async Task FailureOfAStreamedClientComesBeforeThatOfItsReader()
    {
        static bool Read(Stream stream) => throw new FormatException("half an answer");
        await Coded.ThrowsAsync(ToolCodes.Failed, () => _runner.StreamAsync(Shell("echo x; exit 9"), Read, Cancellation));
        await Should.ThrowAsync<FormatException>(() => _runner.StreamAsync(Shell("head -c 3000000 /dev/zero"), Read, Cancellation));
    }

    [Fact]
    public async Task MsBuildsOwnVariablesDoNotReachChildren()
    {
        var runner = new ProcessRunner(new SnapshotEnvironment(new Dictionary<string, string>
        {
            ["PATH"] = "/usr/bin:/bin",
            ["MSBuildSDKsPath"] = "/x",
            ["MSBuildExtensionsPath"] = "/x",
            ["MSBuildLoadMicrosoftTargetsReadOnly"] = "true",
            ["MSBUILDFAILONDRIVEENUMERATINGWILDCARD"] = "1",
            ["_MSBUILDTLENABLED"] = "0",
            ["DOTNET_HOST_PATH"] = "/usr/bin/dotnet",
        }));
        var names = (await runner.RunAsync(Shell("env"), Cancellation)).Output.Split('\n').Where(l => l.Contains('=')).Select(l => l.Split('=')[0]).ToArray();
        names.Where(n => n.Contains("MSBUILD", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            .ShouldBe(["DOTNET_CLI_USE_MSBUILD_SERVER", "MSBUILDDISABLENODEREUSE", "MSBUILDUSESERVER"]);
        names.ShouldContain("DOTNET_HOST_PATH");
    }

    [Fact]
    public async Task SecretsReachTheChildAndNothingElse()
    {
        var secret = new Secret("s3cr3t-Token/+==value", "ACME_TOKEN");
        var request = Shell("echo raw $TOKEN; printf 'me:%s' \"$TOKEN\" | base64 -w0; echo; printf %s \"$TOKEN\" | wc -c; echo err $TOKEN >&2; exit 1") with
        {
            Secrets = new Dictionary<string, Secret> { ["TOKEN"] = secret },
            TranscriptPath = _scratch.File("logs", "run.log"),
            ExpectedExitCodes = [1],
        };
        var result = await _runner.RunAsync(request, Cancellation);
        result.Output.ShouldStartWith("raw ***\n");
        result.Output.ShouldContain("21\n");
        result.Error.ShouldBe("err ***\n");
        var transcript = File.ReadAllText(_scratch.File("logs", "run.log"));
        transcript.ShouldContain("[with TOKEN=*** from ACME_TOKEN]");
        transcript.ShouldContain("[exit code 1]");
        (result.Output + transcript).ShouldNotContain("s3cr3t");
        (result.Output + transcript).ShouldNotContain(Convert.ToBase64String("me:s3cr3t-Token/+==value"u8)[6..24]);
        var failed = await Coded.ThrowsAsync(ToolCodes.Failed, () => _runner.RunAsync(request with { ExpectedExitCodes = [] }, Cancellation));
        failed.Message.ShouldNotContain("s3cr3t");
        failed.Message.ShouldContain("run.log");
    }

    [Fact]
    public async Task SecretInAnArgumentIsRefused()
    {
        var secret = new Secret("s3cr3t-token-value", "ACME_TOKEN");
        var request = Shell("echo --token=s3cr3t-token-value") with { Secrets = new Dictionary<string, Secret> { ["TOKEN"] = secret } };
        var thrown = await Should.ThrowAsync<ArgumentException>(() => _runner.RunAsync(request, Cancellation));
        thrown.Message.ShouldContain("ACME_TOKEN");
        thrown.Message.ShouldNotContain("s3cr3t");
    }

    [Fact]
    public async Task TranscriptsOfSeveralRunsFollowEachOther()
    {
        var log = _scratch.File("all.log");
        await _runner.RunAsync(Shell("echo one") with { TranscriptPath = log }, Cancellation);
        await _runner.RunAsync(Shell("echo two") with { TranscriptPath = log }, Cancellation);
        File.ReadAllLines(log).Where(l => l is "one" or "two" or "[exit code 0]").ShouldBe(["one", "[exit code 0]", "two", "[exit code 0]"]);
    }

    private static Task ShouldBeGone(string processId) => Eventually.HoldsAsync(() => !IsAlive(processId), Cancellation);

    private static bool IsAlive(string processId)
    {
        try
        {
            // A zombie that its new parent has not collected yet is dead.
            return !OperatingSystem.IsLinux() || !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private ProcessRequest Shell(string script) => new()
    {
        FileName = "sh",
        Arguments = ImmutableArray.Create("-c", script, "sh"),
        WorkingDirectory = _scratch.Path,
        Timeout = TimeSpan.FromMinutes(2),
    };
}
