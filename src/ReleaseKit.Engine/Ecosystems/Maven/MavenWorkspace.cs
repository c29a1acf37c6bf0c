using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Maven.Discovery;
using ReleaseKit.Engine.Ecosystems.Maven.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>Projects of Maven reactors, found and edited without Maven.</summary>
public sealed class MavenWorkspace : IWorkspaceAdapter
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var loader = new PomLoader(request.Files);
        var projects = new ReactorFinder(request, loader).Find();
        var builder = new PackageBuilder(request.Upstream);
        var packages = builder.Build(projects);
        var problems = loader.Problems.Concat(builder.Problems).Distinct().ToArray();
        return problems.Length > 0
            ? throw new ReleaseException(problems)
            : Task.FromResult<ImmutableArray<Package>>([.. packages.OrderBy(p => p.Id).ThenBy(p => p.Manifest)]);
    }

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Count == 0 ? [] : PomEditor.Edit(file, changes);
    }

    /// <inheritdoc/>
    public ImmutableArray<RangeChange> Pin(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(siblingVersion);
        return Pinning.Pin(package, workspace, siblingVersion);
    }
}
