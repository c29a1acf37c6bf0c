using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Gradle.Manifests;
using ReleaseKit.Engine.Ecosystems.Gradle.Projects;

namespace ReleaseKit.Engine.Ecosystems.Gradle;

/// <summary>
/// The projects of Gradle's builds, found by reading scripts without running Gradle. What scripts compute in ways that cannot be
/// followed is left open, and said where it matters.
/// </summary>
public sealed class GradleWorkspace : IWorkspaceAdapter
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var files = new BuildFiles(request);
        var builder = new PackageBuilder(files);
        foreach (var build in new BuildFinder(files).Find())
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(build);
        }

        var packages = builder.Build();
        Diagnostic[] problems = [.. builder.Problems.Distinct()];
        return problems.Length > 0
            ? throw new ReleaseException(problems)
            : Task.FromResult<ImmutableArray<Package>>([.. packages.OrderBy(p => p.Id).ThenBy(p => p.Directory)]);
    }

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Count == 0 ? []
            : LockFile.IsOne(RelativePath.Parse(file.Path)) ? LockFile.Edit(file, changes)
            : GradleEditor.Edit(file, changes);
    }

    /// <summary>Nothing: Gradle writes the versions of sibling projects into what it publishes.</summary>
    public ImmutableArray<RangeChange> Pin(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style) => [];
}
