using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>The entries of lock files that change with a version.</summary>
internal static class LockChanges
{
    /// <summary>
    /// The entries of the package and of all others that have their version from the same place, whether they are released or
    /// not: a client that is told to keep its lock file refuses to work with one that says otherwise than the manifests.
    /// </summary>
    public static IEnumerable<LockChange> Of(Workspace workspace, Package package, string target) =>
        from sharing in package.VersionLocation is null
            ? [package]
            : workspace.Packages.Where(p => (p.VersionFile, p.VersionLocation) == (package.VersionFile, package.VersionLocation)).OrderBy(p => p.Id).AsEnumerable()
        where sharing.LockFile is not null && sharing.Version is not null && sharing.Version != target
        select new LockChange(sharing.LockFile!.Value, sharing.Id, sharing.Version!, target);
}
