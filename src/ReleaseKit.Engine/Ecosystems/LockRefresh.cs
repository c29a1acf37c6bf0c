using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>A lock file to bring up to date, in a work tree that nobody else uses.</summary>
/// <param name="Root">Absolute path of the workspace root there.</param>
/// <param name="File">The lock file.</param>
/// <param name="Updates">What moves; manifests say it already.</param>
/// <param name="LogDirectory">Absolute path of the folder for transcripts.</param>
public sealed record LockRefresh(string Root, RelativePath File, ImmutableArray<UpstreamUpdate> Updates, string LogDirectory)
{
    /// <summary>Absolute path of the lock file's folder.</summary>
    public string Directory => Path.GetFullPath(Path.Combine(Root, File.Parent.Value.Replace('/', Path.DirectorySeparatorChar)));

    /// <summary>What moves, each package once.</summary>
    public IEnumerable<UpstreamUpdate> Packages => Updates.DistinctBy(u => u.Edge.Id);

    /// <summary>Runs the client in the lock file's folder; it must succeed.</summary>
    /// <exception cref="ReleaseException"><c>RK-TOOL-…</c>.</exception>
    public Task<ProcessResult> RunAsync(
        IProcessRunner processes, string client, ImmutableArray<string> arguments, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken) =>
        processes.RunAsync(
            new ProcessRequest
            {
                FileName = client,
                Arguments = arguments,
                WorkingDirectory = Directory,
                Environment = environment,
                TranscriptPath = Path.Combine(LogDirectory, $"lock-{File.Value.Replace('/', '-')}.log"),
            },
            cancellationToken);

    /// <summary>That no client does it.</summary>
    public ReleaseException Unsupported(string why) => new(UpstreamCodes.Lock.At(
        new SourceLocation(File.Value),
        $"{File} holds {string.Join(", ", Packages.Select(u => u.Step))}, and {why}. Bring it up to date by hand on the base branch, then run again."));
}
