using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Vcs;

/// <summary>Pushes to a remote and reads its tags. Pushes are atomic: everything or nothing.</summary>
public interface IRemotes
{
    /// <summary>
    /// Where to push: the named remote, else the upstream of the branch, else <c>origin</c>, else the only remote; null when
    /// there is none.
    /// </summary>
    Task<PushTarget?> FindTargetAsync(string? named, CancellationToken cancellationToken);

    /// <summary>The address of the remote that is pushed to, as git has it, credentials included: never to be shown. Null when there is none.</summary>
    Task<string?> FindUrlAsync(CancellationToken cancellationToken);

    /// <summary>Pushes the commit that is checked out and the tags.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="tags">Names of local tags; only these are pushed.</param>
    /// <param name="dryRun">Asks the remote without changing it.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    /// <exception cref="ReleaseException"><c>RK-GIT-PUSH-REJECTED</c> with the reason for each ref; <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    Task PushAsync(PushTarget target, IEnumerable<string> tags, bool dryRun, CancellationToken cancellationToken);

    /// <summary>Deletes a tag of the remote if it still names what it was seen to name. Doing it twice is safe.</summary>
    /// <param name="remote">The remote.</param>
    /// <param name="tag">Its name, without <c>refs/tags/</c>.</param>
    /// <param name="expected">Full name of the object, of an annotated tag the tag itself.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    /// <exception cref="ReleaseException"><c>RK-GIT-PUSH-REJECTED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    Task DeleteTagAsync(string remote, string tag, string expected, CancellationToken cancellationToken);

    /// <summary>Every tag of the remote with the commit it leads to.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    Task<ImmutableArray<VcsTag>> TagsAsync(string remote, CancellationToken cancellationToken);
}
