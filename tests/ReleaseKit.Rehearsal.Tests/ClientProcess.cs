using System.Diagnostics;

namespace ReleaseKit.Rehearsal.Tests;

/// <summary>A real client run to its end, with an environment of its own: nothing of the user's configuration or caches.</summary>
internal sealed record ClientProcess(int ExitCode, string Output)
{
    private static readonly string[] Inherited = ["PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "DOTNET_ROOT", "LANG"];

    public static async Task<ClientProcess> RunAsync(
        string executable, string directory, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ClientProcess(process.ExitCode, await output + await error);
    }

    /// <summary>The output, once the client is seen to have succeeded.</summary>
    public string Succeeded()
    {
        ExitCode.ShouldBe(0, Output);
        return Output;
    }

    /// <summary>The output, once the client is seen to have failed.</summary>
    public string Failed()
    {
        ExitCode.ShouldNotBe(0, Output);
        return Output;
    }
}
