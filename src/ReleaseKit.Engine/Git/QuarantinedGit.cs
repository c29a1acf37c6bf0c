using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Git;

/// <summary>Starts clients, and has git keep what it fetches in a folder of its own, so that the repository is as it was when the folder goes.</summary>
/// <param name="inner">Starts them.</param>
/// <param name="objects">Absolute path of the folder for new objects.</param>
/// <param name="repository">Absolute path of the repository's own objects.</param>
internal sealed class QuarantinedGit(IProcessRunner inner, string objects, string repository) : IProcessRunner
{
    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) => inner.RunAsync(With(request), cancellationToken);

    /// <inheritdoc/>
    public Task<ProcessResult> StreamAsync(ProcessRequest request, Func<Stream, bool> read, CancellationToken cancellationToken) => inner.StreamAsync(With(request), read, cancellationToken);

    /// <inheritdoc/>
    public string? Find(string name) => inner.Find(name);

    private ProcessRequest With(ProcessRequest request) => request.FileName != "git" ? request : request with
    {
        Environment = new Dictionary<string, string?>(request.Environment) { ["GIT_OBJECT_DIRECTORY"] = objects, ["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = repository },
    };
}
