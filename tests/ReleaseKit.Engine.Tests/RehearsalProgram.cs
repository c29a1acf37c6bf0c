using System.Diagnostics;

namespace ReleaseKit.Engine.Tests;

/// <summary>The rehearsal registry as a program of its own, on a free loopback port; it leaves with its standard input.</summary>
internal sealed class RehearsalProgram : IDisposable
{
    private const string TokenVariable = "REHEARSAL_TEST_TOKEN";
    private const string TrustVariable = "REHEARSAL_TEST_TRUST";
    private readonly Process _process;

    private RehearsalProgram(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>The root of all its registries, with a trailing slash.</summary>
    public Uri Address { get; }

    /// <summary>The program's file, as the build of the tests made it.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "ReleaseKit.Rehearsal", "bin",
        System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\'))!),
        System.IO.Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), "ReleaseKit.Rehearsal.dll"));

    /// <summary>Starts it on a folder and waits until it listens.</summary>
    /// <param name="storage">The folder.</param>
    /// <param name="token">The token that uploads must present; null for none.</param>
    /// <param name="trust">What a run has to present for the CI service there to vouch for it; null for no trusted publishing.</param>
    /// <param name="options">Further options.</param>
    public static async Task<RehearsalProgram> StartAsync(string storage, string? token = null, string? trust = null, params string[] options)
    {
        Directory.CreateDirectory(storage);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] arguments = [Path, "--storage", storage, "--port", "0", "--exit-with-stdin", .. token is null ? [] : (string[])["--require-token", TokenVariable], .. trust is null ? [] : (string[])["--trust", TrustVariable], .. options];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[TokenVariable] = token;
        start.Environment[TrustVariable] = trust;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        line.ShouldNotBeNull();
        line.ShouldStartWith("READY ");
        return new RehearsalProgram(process, new Uri(line["READY ".Length..].TrimEnd('/') + "/"));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
