using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>What an inspector may look at.</summary>
public sealed class InspectionRequest
{
    private readonly Lazy<ILookup<RelativePath, RelativePath>> _byFolder;
    private readonly Func<PackageId, RegistryEndpoint> _endpoint;
    private readonly Func<PackageId, bool> _isNew;

    /// <summary>A request.</summary>
    /// <param name="files">The workspace's files.</param>
    /// <param name="listing">Every file that is tracked, or neither tracked nor ignored, in ordinal order.</param>
    /// <param name="ignoredFolders">Folders that git ignores as a whole.</param>
    /// <param name="workspace">Every package and edge.</param>
    /// <param name="packages">The ecosystem's packages that are uploaded.</param>
    /// <param name="endpoint">Where one of them goes.</param>
    /// <param name="isNew">Whether one of them was never released.</param>
    public InspectionRequest(
        IFileSystem files, ImmutableArray<RelativePath> listing, ImmutableArray<RelativePath> ignoredFolders, Core.Packages.Workspace workspace,
        ImmutableArray<Package> packages, Func<PackageId, RegistryEndpoint> endpoint, Func<PackageId, bool> isNew)
    {
        (Files, Listing, IgnoredFolders, Workspace, Packages) = (files, listing, ignoredFolders, workspace, packages);
        (_endpoint, _isNew) = (endpoint, isNew);
        _byFolder = new Lazy<ILookup<RelativePath, RelativePath>>(() => listing.ToLookup(file => file.Parent));
    }

    /// <summary>The workspace's files.</summary>
    public IFileSystem Files { get; }

    /// <summary>Every file that is tracked, or neither tracked nor ignored.</summary>
    public ImmutableArray<RelativePath> Listing { get; }

    /// <summary>Folders that git ignores as a whole.</summary>
    public ImmutableArray<RelativePath> IgnoredFolders { get; }

    /// <summary>Every package and edge.</summary>
    public Core.Packages.Workspace Workspace { get; }

    /// <summary>The ecosystem's packages that are uploaded.</summary>
    public ImmutableArray<Package> Packages { get; }

    /// <summary>Where a package of the request goes.</summary>
    public RegistryEndpoint Endpoint(PackageId id) => _endpoint(id);

    /// <summary>Whether a package of the request was never released.</summary>
    public bool IsNew(PackageId id) => _isNew(id);

    /// <summary>The listed files that lie directly in a folder.</summary>
    public IEnumerable<RelativePath> In(RelativePath folder) => _byFolder.Value[folder];

    /// <summary>The file of that name in the folder or the nearest one above; null when there is none.</summary>
    public RelativePath? FindUpwards(RelativePath folder, string name)
    {
        for (var at = folder; ; at = at.Parent)
        {
            if (In(at).FirstOrDefault(file => file.FileName == name) is { IsRoot: false } found)
            {
                return found;
            }

            if (at.IsRoot)
            {
                return null;
            }
        }
    }
}
