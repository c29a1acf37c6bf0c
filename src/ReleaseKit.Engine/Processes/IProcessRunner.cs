using System.Text;

namespace ReleaseKit.Engine.Processes;

/// <summary>Starts clients. Children die with the build; cancellation ends them with everything they started.</summary>
public interface IProcessRunner
{
    /// <summary>Runs to the end and gives both outputs.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException">
    /// <c>RK-TOOL-MISSING</c>: no such executable. <c>RK-TOOL-FAILED</c>: an exit code that was not expected; the message
    /// holds the end of its output. <c>RK-TOOL-TIMEOUT</c>: it ran too long.
    /// </exception>
    Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a client that answers more than should be held in memory: the reader gets the bytes of standard output as they
    /// come, unredacted, so such a request cannot hold secrets. The result's output is empty. A reader that returns false
    /// has enough: the client is ended, and its exit code does not matter.
    /// </summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException">As <see cref="RunAsync"/>; before what the reader throws.</exception>
    async Task<ProcessResult> StreamAsync(ProcessRequest request, Func<Stream, bool> read, CancellationToken cancellationToken)
    {
        var result = await RunAsync(request, cancellationToken);
        using var output = new MemoryStream(Encoding.UTF8.GetBytes(result.Output));
        _ = read(output);
        return result with { Output = "" };
    }

    /// <summary>The absolute path of an executable on PATH, or null.</summary>
    string? Find(string name);
}
