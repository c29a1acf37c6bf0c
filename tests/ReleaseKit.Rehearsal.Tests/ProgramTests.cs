using System.Diagnostics;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using ReleaseKit.Rehearsal.Tests.Npm;
using ReleaseKit.Testing;

namespace ReleaseKit.Rehearsal.Tests;

public sealed class ProgramTests
{
    public static TheoryData<string[], string> WrongOptions { get; } = new()
    {
        { [], "--storage" },
        { ["--storage"], "--storage needs a value" },
        { ["--storage", "--port"], "--storage needs a value" },
        { ["--storage", "x", "--prot", "1"], "'--prot' is not an option" },
        { ["--storage", "x", "--port", "65536"], "--port" },
        { ["--storage", "x", "--port=-1"], "--port" },
        { ["--storage", "x", "--upstream-npm", "ftp://x"], "--upstream-npm" },
        { ["--storage", "x", "--upstream-pypi", "http://user:secret@x/"], "--upstream-pypi" },
        { ["--storage", "x", "--upstream-cargo", "sparse+https://x/"], "--upstream-cargo" },
        { ["--storage", "x", "--upstream-pub", "pub.example.test"], "--upstream-pub" },
        { ["--storage", "x", "--require-token", "UNSET"], "'UNSET' is not set" },
        { ["--storage", "x", "--forge", "sourceforge:acme/widgets=."], "--forge sourceforge" },
        { ["--storage", "x", "--forge", "github:acme/widgets=no-such-folder"], "an existing bare git repository" },
        { ["--storage", "x", "--forge", "github:widgets=."], "FORGE:OWNER/NAME=DIR" },
        { ["--storage", "x", "stray"], "'stray' is not an option" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task WrongOptionsEndWithTwoAndACode(string[] arguments, string complaint)
    {
        var error = new StringWriter();
        (await RehearsalProgram.RunAsync(arguments, _ => null, TextWriter.Null, error)).ShouldBe(2);
        var line = error.ToString().TrimEnd();
        line.ShouldStartWith("error RK-REHEARSAL-OPTION: ");
        line.ShouldContain(complaint);
        line.ShouldNotContain("\n");
        line.ShouldNotContain("secret");
    }

    [Fact]
    public async Task UnreadableFaultTableEndsWithTwoAndACode()
    {
        var error = new StringWriter();
        (await RehearsalProgram.RunAsync(["--storage", "x", "--faults", "/nowhere/faults.json"], _ => null, TextWriter.Null, error)).ShouldBe(2);
        error.ToString().ShouldStartWith("error RK-REHEARSAL-FAULTS: ");
    }

    [Fact]
    public async Task UnwritableReadyFileEndsWithTwoAndACode()
    {
        using var scratch = new ScratchDirectory();
        var error = new StringWriter();
        var ready = Path.Combine(scratch.Write("a-file", ""), "ready");
        (await RehearsalProgram.RunAsync(["--storage", scratch.File("storage"), "--ready-file", ready], _ => null, TextWriter.Null, error)).ShouldBe(2);
        error.ToString().ShouldStartWith("error RK-REHEARSAL-OPTION: --ready-file");
    }

    [Fact]
    public async Task TakenPortEndsWithOneAndACode()
    {
        await using var bench = await Bench.StartAsync();
        var error = new StringWriter();
        var port = new Uri(bench.Url).Port.ToString();
        (await RehearsalProgram.RunAsync(["--storage", Path.Combine(bench.Home, "other"), "--port", port], _ => null, TextWriter.Null, error)).ShouldBe(1);
        error.ToString().ShouldStartWith("error RK-REHEARSAL-PORT: ");
    }

    [Fact]
    public async Task ProgramListensOnLoopbackOnlyAndLeavesWithItsParent()
    {
        using var scratch = new ScratchDirectory();
        var ready = scratch.File("ready", "url");
        using var program = Start(scratch, "--exit-with-stdin", "--ready-file", ready, "--require-token", "THE_TOKEN");
        var url = await ReadyAsync(program);
        File.ReadAllText(ready).ShouldBe(url);
        var port = new Uri(url).Port;
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == port).Select(end => end.Address.ToString()).ShouldBe(["127.0.0.1"]);

        program.StandardInput.Close();
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        program.ExitCode.ShouldBe(0);
        File.Exists(ready).ShouldBeFalse();
        (await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task KilledProgramLeavesEveryUploadWholeOrNotAtAll()
    {
        using var scratch = new ScratchDirectory();
        using var program = Start(scratch);
        var url = await ReadyAsync(program);
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var accepted = new List<string>();
        var uploads = Enumerable.Range(0, 60).Select(async n =>
        {
            var (name, version) = ($"acme-{n % 7}", $"1.{n}.0");
            using var body = new StringContent(NpmPayload.Of(name, version).ToJsonString());
            using var response = await http.PutAsync($"/npm/{name}", body, TestContext.Current.CancellationToken);
            lock (accepted)
            {
                accepted.Add($"{name}@{version}");
                if (accepted.Count == 20)
                {
                    program.Kill();
                }
            }
        }).ToList();
        await Task.WhenAll(uploads.Select(upload => upload.ContinueWith(_ => { }, TaskScheduler.Default)));
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        accepted.Count.ShouldBeInRange(20, 60);

        await using var host = await RehearsalHost.StartAsync(new RehearsalOptions { Storage = scratch.File("storage") }, TestContext.Current.CancellationToken);
        using var after = new HttpClient { BaseAddress = new Uri(host.Url) };
        var whole = new List<string>();
        foreach (var name in Enumerable.Range(0, 7).Select(n => $"acme-{n}"))
        {
            using var response = await after.GetAsync($"/npm/{name}", TestContext.Current.CancellationToken);
            var versions = response.IsSuccessStatusCode ? (await Task.FromResult(response).JsonAsync())["versions"]!.AsObject() : [];
            foreach (var (version, manifest) in versions)
            {
                var tarball = await after.GetByteArrayAsync((string)manifest!["dist"]!["tarball"]!, TestContext.Current.CancellationToken);
                ((string?)manifest["dist"]!["integrity"]).ShouldBe("sha512-" + Convert.ToBase64String(SHA512.HashData(tarball)));
                whole.Add($"{name}@{version}");
            }
        }

        accepted.Except(whole).ShouldBeEmpty();
    }

    [Fact]
    public async Task TerminatedProgramEndsInOrder()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs POSIX signals");
        }

        using var scratch = new ScratchDirectory();
        using var program = Start(scratch);
        await ReadyAsync(program);
        using var kill = Process.Start("kill", ["-TERM", program.Id.ToString()]);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        program.ExitCode.ShouldBe(0);
    }

    private static Process Start(ScratchDirectory scratch, params string[] arguments)
    {
        var start = new ProcessStartInfo(Tool.Require("dotnet"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = scratch.Path,
        };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "ReleaseKit.Rehearsal.dll"), "--storage", scratch.File("storage"), .. arguments];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["THE_TOKEN"] = "secret";
        // Neither may make it listen elsewhere.
        start.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:1";
        scratch.Write("appsettings.json", """{"Kestrel":{"Endpoints":{"Http":{"Url":"http://0.0.0.0:1"}}}}""");
        return Process.Start(start)!;
    }

    private static async Task<string> ReadyAsync(Process program)
    {
        var line = await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        line.ShouldNotBeNull().ShouldStartWith("READY http://127.0.0.1:");
        return line["READY ".Length..];
    }
}
