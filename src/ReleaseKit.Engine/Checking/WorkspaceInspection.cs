using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Checking;

/// <summary>What inspectors see in the packages that are uploaded, looked at once for all checks.</summary>
public sealed class WorkspaceInspection
{
    private readonly Lazy<Task<ImmutableArray<(IInspector Inspector, InspectionRequest Request)>>> _requests;
    private readonly Lazy<Task<ImmutableArray<InspectedPackage>>> _packages;

    /// <summary>An inspection of a workspace.</summary>
    /// <param name="files">The workspace's files.</param>
    /// <param name="git">Tells which folders are ignored.</param>
    /// <param name="listing">Every file that git does not ignore.</param>
    /// <param name="workspace">Every package and edge.</param>
    /// <param name="packages">The packages that are uploaded.</param>
    /// <param name="plan">Says which of them are new.</param>
    /// <param name="ecosystems">The adapters.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public WorkspaceInspection(
        IFileSystem files, IRepository git, Lazy<Task<ImmutableArray<RelativePath>>> listing, Workspace workspace, ImmutableArray<PackageContext> packages, ReleasePlan plan, EcosystemCatalog ecosystems,
        CancellationToken cancellationToken)
    {
        var endpoints = packages.ToDictionary(p => p.Id, p => p.Endpoint);
        var fresh = plan.Releases.Where(r => r.From is null).Select(r => r.Id).ToHashSet();
        _requests = new(async () =>
        {
            var listed = await listing.Value;
            var ignored = await git.IgnoredFoldersAsync(cancellationToken);
            return
            [
                .. packages.GroupBy(p => p.Id.Ecosystem).Select(group => (
                    ecosystems[group.Key].Inspector,
                    new InspectionRequest(files, listed, ignored, workspace, [.. group.Select(p => workspace.Find(p.Id)!)], id => endpoints[id], fresh.Contains))),
            ];
        });
        _packages = new(async () => [.. (await _requests.Value).SelectMany(r => r.Inspector.Inspect(r.Request)).OrderBy(p => p.Package.Id)]);
    }

    /// <summary>Every package whose ecosystem has an inspector, in ordinal order of id.</summary>
    public Task<ImmutableArray<InspectedPackage>> PackagesAsync() => _packages.Value;

    /// <summary>What inspectors need, for questions that one check alone asks.</summary>
    public Task<ImmutableArray<(IInspector Inspector, InspectionRequest Request)>> RequestsAsync() => _requests.Value;
}
