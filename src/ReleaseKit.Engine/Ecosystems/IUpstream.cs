using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Brings dependencies on packages of other repositories up to date: their names, and the lock files that hold them.</summary>
public interface IUpstream
{
    /// <summary>Whether dependencies of this ecosystem are brought up to date at all.</summary>
    bool IsSupported => true;

    /// <summary>Whether the client takes the lowest version that a range accepts, so that the range itself holds a version.</summary>
    bool TakesLowest => false;

    /// <summary>Other ecosystems whose packages are taken from the same registries.</summary>
    ImmutableArray<string> AlsoFrom => [];

    /// <summary>The names of the lock files that clients keep.</summary>
    ImmutableArray<string> LockFiles { get; }

    /// <summary>Whether a lock file says of each package what it needs, so that it shows what may move along with one.</summary>
    bool LocksShowNeeds => true;

    /// <summary>The name as the ecosystem normalises it, or null where it takes it for none. The text is anybody's.</summary>
    string? NameOf(string text);

    /// <summary>The versions in which a lock file holds a package; none when it does not have it.</summary>
    /// <param name="file">The lock file.</param>
    /// <param name="name">The package's name, normalised.</param>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    IEnumerable<string> LockedVersions(SourceText file, string name);

    /// <summary>The name, normalised, of the package that an entry of <see cref="IWorkspaceAdapter.ReadLock"/> is about.</summary>
    /// <returns>Null for what a client notes for itself, which may change.</returns>
    string? LockedName(string key);

    /// <summary>Whether every project has a lock file of its own, which repeats what the projects need that it depends on.</summary>
    bool LocksPerProject => false;

    /// <summary>Other files that the client writes along with a lock file.</summary>
    IEnumerable<RelativePath> AlsoWritten(RelativePath lockFile) => [];

    /// <summary>Has the file's own client bring it up to date, for the packages that are named and what these need.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-TOOL-…</c>; <c>RK-UPSTREAM-LOCK</c>: no client does it for one package.</exception>
    Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken);
}
