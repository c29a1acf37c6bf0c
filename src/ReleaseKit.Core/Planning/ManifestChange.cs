using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>One value of a manifest that a plan or a pin changes. The adapter of the package's ecosystem knows how to splice it.</summary>
/// <param name="File">The file to edit.</param>
/// <param name="Package">The package whose manifest it is.</param>
/// <param name="From">The value as it is written now; the edit is refused when the file says otherwise.</param>
/// <param name="To">The value to write.</param>
public abstract record ManifestChange(RelativePath File, PackageId Package, string From, string To);

/// <summary>Writes a package's own version; <c>From</c> is empty when the manifest declares none.</summary>
public sealed record VersionChange(RelativePath File, PackageId Package, string From, string To)
    : ManifestChange(File, Package, From, To);

/// <summary>Writes a package's version where a lock file repeats it.</summary>
public sealed record LockChange(RelativePath File, PackageId Package, string From, string To)
    : ManifestChange(File, Package, From, To);

/// <summary>Writes the range in which a package accepts a sibling where a lock file repeats it.</summary>
/// <param name="File">The lock file.</param>
/// <param name="Package">The package that declares the range.</param>
/// <param name="Directory">The folder of that package, by which some lock files know it.</param>
/// <param name="Dependency">The sibling.</param>
/// <param name="Kind">What it is needed for.</param>
/// <param name="From">The range as the manifest writes it now.</param>
/// <param name="To">The range to write.</param>
public sealed record LockRangeChange(
    RelativePath File, PackageId Package, RelativePath Directory, PackageId Dependency, DependencyKind Kind, string From, string To)
    : ManifestChange(File, Package, From, To);

/// <summary>Writes the range in which a package accepts a sibling.</summary>
public sealed record RangeChange(
    RelativePath File, PackageId Package, PackageId Dependency, DependencyKind Kind, string From, string To)
    : ManifestChange(File, Package, From, To);

/// <summary>Writes the name by which a file refers to a package or a part of it, where a release gives it another one: a Go import path.</summary>
public sealed record ReferenceChange(RelativePath File, PackageId Package, string From, string To)
    : ManifestChange(File, Package, From, To);
