using System.Collections.Immutable;

namespace ReleaseKit.Core.Packages;

/// <summary>Every package of a repository, in ordinal order of id; ids are unique.</summary>
public sealed record Workspace(ImmutableArray<Package> Packages)
{
    private readonly Dictionary<PackageId, Package> _byId = Packages.ToDictionary(p => p.Id);

    /// <summary>The package with that id, or null.</summary>
    public Package? Find(PackageId id) => _byId.GetValueOrDefault(id);
}
