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
        where sharing.Version is not null && sharing.Version != target
        from file in FilesOf(sharing)
        select new LockChange(file, sharing.Id, sharing.Version!, target);

    /// <summary>Where the range that moves is repeated: nowhere, or in one file.</summary>
    public static IEnumerable<LockRangeChange> Of(Package package, RangeChange change) => package.RangeLockFile is { } file
        ? [new LockRangeChange(file, package.Id, package.Directory, change.Dependency, change.Kind, change.From, change.To)]
        : [];

    private static IEnumerable<RelativePath> FilesOf(Package package) =>
        package.LockFile is { } own ? package.OtherLockFiles.Where(other => other != own).Prepend(own) : package.OtherLockFiles;
}
