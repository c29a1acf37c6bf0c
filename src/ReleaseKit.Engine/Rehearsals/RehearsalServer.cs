using System.Diagnostics;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Rehearsals;

/// <summary>The loopback registry as a child process. It leaves when its standard input closes, so it cannot outlive the build.</summary>
public sealed class RehearsalServer : IDisposable
{
    private readonly Process _process;

    private RehearsalServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>The root of all its registries, with a trailing slash.</summary>
    public Uri Address { get; }

    /// <summary>Starts the program and waits until it listens.</summary>
    /// <param name="program">Absolute path of <c>ReleaseKit.Rehearsal.dll</c>.</param>
    /// <param name="storage">Absolute path of the folder that keeps what is published.</param>
    /// <param name="options">Further options of the program.</param>
    /// <param name="cancellationToken">Stops waiting and ends the program.</param>
    /// <exception cref="ReleaseException"><c>RK-REHEARSAL-START</c>.</exception>
    public static async Task<RehearsalServer> StartAsync(string program, string storage, IEnumerable<string> options, CancellationToken cancellationToken)
    {
        if (!File.Exists(program))
        {
            throw new ReleaseException(RehearsalCodes.Start.Create($"The rehearsal registry is not at {program}. Restore the SDK again, or set ReleaseRehearsalAssembly."));
        }

        Directory.CreateDirectory(storage);
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = storage,
        };
        foreach (var argument in (string[])[program, "--storage", storage, "--port", "0", "--exit-with-stdin", .. options])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
            if (line?.StartsWith("READY ", StringComparison.Ordinal) == true)
            {
                return new RehearsalServer(process, new Uri(line["READY ".Length..].TrimEnd('/') + "/"));
            }
        }
        catch (TimeoutException)
        {
            // Falls through to the same diagnostic as a program that ended early.
        }
        catch
        {
            Stop(process);
            throw;
        }

        Stop(process);
        throw new ReleaseException(RehearsalCodes.Start.Create($"The rehearsal registry did not start: {(await error).Trim()}"));
    }

    /// <inheritdoc/>
    public void Dispose() => Stop(_process);

    private static void Stop(Process process)
    {
        try
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(TimeSpan.FromSeconds(3)))
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
        finally
        {
            process.Dispose();
        }
    }
}
