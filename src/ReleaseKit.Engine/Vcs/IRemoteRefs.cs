using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Vcs;

/// <summary>Refs of a remote besides branches and tags: reads them, and changes them only if they are what they were seen to be.</summary>
public interface IRemoteRefs
{
    /// <summary>The remote's refs that begin with a prefix, by full name.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    Task<ImmutableSortedDictionary<string, string>> ListAsync(string remote, string prefix, CancellationToken cancellationToken);

    /// <summary>Brings refs of the remote here under the same names, whatever those named before.</summary>
    /// <returns>Whether all of them were still there.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    Task<bool> FetchAsync(string remote, IEnumerable<string> refs, CancellationToken cancellationToken);

    /// <summary>Brings what refs of the remote name here, without a ref of its own, to be read at once.</summary>
    /// <returns>Whether all of them were still there.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    Task<bool> FetchObjectsAsync(string remote, IEnumerable<string> refs, CancellationToken cancellationToken);

    /// <summary>Changes a ref of the remote if it is what it is expected to be: compare and swap.</summary>
    /// <param name="remote">The remote.</param>
    /// <param name="name">Full name of the ref.</param>
    /// <param name="expected">What it must name; null when it must not exist.</param>
    /// <param name="value">What it shall name; null to remove it.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    /// <returns>Whether it was changed; false when it was not what was expected.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>; <c>RK-LEDGER-REFUSED</c>: the remote does not allow it.</exception>
    Task<bool> SwapAsync(string remote, string name, string? expected, string? value, CancellationToken cancellationToken);
}
