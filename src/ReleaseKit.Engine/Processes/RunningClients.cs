namespace ReleaseKit.Engine.Processes;

/// <summary>Starts clients and remembers the one that was ended before it had an answer, for the message about it.</summary>
public sealed class RunningClients : IProcessRunner
{
    private readonly IProcessRunner _inner;

    /// <summary>A memory around another runner.</summary>
    public RunningClients(IProcessRunner inner) => _inner = inner;

    /// <summary>The command that was interrupted last, and where its output is; null when none was.</summary>
    public string? Interrupted { get; private set; }

    /// <inheritdoc/>
    public string? Find(string name) => _inner.Find(name);

    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
        RememberAsync(request, () => _inner.RunAsync(request, cancellationToken));

    /// <inheritdoc/>
    public Task<ProcessResult> StreamAsync(ProcessRequest request, Func<Stream, bool> read, CancellationToken cancellationToken) =>
        RememberAsync(request, () => _inner.StreamAsync(request, read, cancellationToken));

    private async Task<ProcessResult> RememberAsync(ProcessRequest request, Func<Task<ProcessResult>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            var command = CommandText.WithoutUserInfo(CommandText.Render(request.FileName, request.Arguments));
            Interrupted = request.TranscriptPath is null ? $"`{command}`" : $"`{command}` (its output is in '{request.TranscriptPath}')";
            throw;
        }
    }
}
