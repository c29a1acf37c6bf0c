namespace ReleaseKit.Engine.Processes;

/// <summary>Starts clients. Children die with the build; cancellation kills them with everything they started.</summary>
public interface IProcessRunner
{
    /// <summary>Runs to the end and gives both outputs.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException">
    /// <c>RK-TOOL-MISSING</c>: no such executable. <c>RK-TOOL-FAILED</c>: an exit code that was not expected; the message
    /// holds the end of its output. <c>RK-TOOL-TIMEOUT</c>: it ran too long.
    /// </exception>
    Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken);

    /// <summary>The absolute path of an executable on PATH, or null.</summary>
    string? Find(string name);
}
