using System.Collections.Immutable;

namespace ReleaseKit.Engine.Vcs;

/// <summary>What state a work tree is in, besides its files: operations that are half done, its distance from upstream, repositories inside it.</summary>
public interface IWorkTreeState
{
    /// <summary>Absolute path of the file with which the client keeps others from the work tree; null when nobody holds it.</summary>
    string? IndexLock { get; }

    /// <summary>The operation that is not finished, and the command that gives it up; null when there is none.</summary>
    (string Operation, string GiveUp)? Unfinished();

    /// <summary>How many commits the branch has that its upstream lacks, and the other way round, as of the last fetch; null when it has no upstream.</summary>
    Task<(int Ahead, int Behind)?> UpstreamAsync(CancellationToken cancellationToken);

    /// <summary>Submodules without files here, relative to the workspace root; those outside it are left out.</summary>
    Task<ImmutableArray<string>> EmptySubmodulesAsync(CancellationToken cancellationToken);

    /// <summary>What belongs to the repository below the workspace root and is not looked into.</summary>
    Task<LeftOut> LeftOutAsync(CancellationToken cancellationToken);
}
