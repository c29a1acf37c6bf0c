using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>A machine on which a started process is a failure of the test.</summary>
internal sealed class NoProcesses : IProcessRunner
{
    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"{request.FileName} was started.");

    /// <inheritdoc/>
    public string? Find(string name) => null;
}
