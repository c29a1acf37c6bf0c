using System.Runtime.InteropServices;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal;

/// <summary>The program around the registry: exit codes, the ready line and file, and when to end.</summary>
internal static class RehearsalProgram
{
    private static readonly HashSet<string> UsageCodes = [RehearsalServerCodes.Option.Code, RehearsalServerCodes.Faults.Code];

    /// <summary>Runs until a signal, or the end of standard input; 0 after that, 2 for wrong options, 1 when it cannot run.</summary>
    public static async Task<int> RunAsync(string[] arguments, Func<string, string?> environment, TextWriter output, TextWriter error)
    {
        try
        {
            await ServeAsync(RehearsalOptionsParser.Parse(arguments, environment), output);
            return 0;
        }
        catch (ReleaseException failure)
        {
            await error.WriteLineAsync(failure.Message);
            return failure.Diagnostics.Any(d => UsageCodes.Contains(d.Code)) ? 2 : 1;
        }
    }

    private static async Task ServeAsync(RehearsalOptions options, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, stop));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => End(signal, stop));
        // A terminal sends Ctrl-C to parent and child alike; a parent that undoes its work first still needs its registry.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, options.ExitWithStdin ? null : stop));
        if (options.ExitWithStdin)
        {
            _ = Task.Run(() => AwaitEndOfInput(stop), CancellationToken.None);
        }

        await using var host = await RehearsalHost.StartAsync(options, CancellationToken.None);
        WriteReadyFile(options.ReadyFile, host.Url);

        await output.WriteLineAsync($"READY {host.Url}");
        await output.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        AtomicFile.Delete(options.ReadyFile);
    }

    private static void WriteReadyFile(string? path, string url)
    {
        try
        {
            if (path is not null)
            {
                AtomicFile.WriteText(path, url);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(RehearsalServerCodes.Option.Create($"--ready-file {path}: the file cannot be written: {failure.Message}"), failure);
        }
    }

    private static void End(PosixSignalContext signal, CancellationTokenSource? stop)
    {
        signal.Cancel = true;
        stop?.Cancel();
    }

    private static void AwaitEndOfInput(CancellationTokenSource stop)
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (input.Read(buffer) > 0)
        {
        }

        stop.Cancel();
    }
}
