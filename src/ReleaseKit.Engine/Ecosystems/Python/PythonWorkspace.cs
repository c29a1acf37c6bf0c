using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Locking;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>
/// Python projects: the members of uv workspaces by uv's rules, and other <c>pyproject.toml</c> files with a project. Ids
/// bear the normalised name, so that <c>Acme.Core</c> and <c>acme-core</c> are one package.
/// </summary>
public sealed class PythonWorkspace : IWorkspaceAdapter
{
    private readonly string _ecosystem;
    private readonly IVersionScheme _versions;

    /// <summary>An adapter whose packages bear the given ecosystem id.</summary>
    public PythonWorkspace(string ecosystem, IVersionScheme versions)
    {
        _ecosystem = ecosystem;
        _versions = versions;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var finder = new MemberFinder(request);
        var members = finder.Find();
        var builder = new PackageBuilder(_ecosystem, request.Files, _versions, request.Upstream);
        var packages = builder.Build(members);
        packages = new LockFinder(request).Find(packages, builder.Workspaces);
        var samples = new SamplePlaces(request, finder.WorkspaceOf);
        var problems = samples.Without(finder.Problems.Concat(builder.Problems)).Distinct().ToArray();
        return problems.Length > 0
            ? throw new ReleaseException(problems)
            : Task.FromResult<ImmutableArray<Package>>([.. packages.Select(samples.Doubted).OrderBy(p => p.Id).ThenBy(p => p.Directory)]);
    }

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(changes);
        return PythonLock.Is(RelativePath.Parse(file.Path)) ? PythonLock.Edit(file, changes) : ManifestEditor.Edit(file, changes);
    }

    /// <inheritdoc/>
    public IEnumerable<LockedEntry>? ReadLock(SourceText file, Func<string, bool> isOwn)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PythonLock.Is(RelativePath.Parse(file.Path)) ? PythonLockReader.Read(file, isOwn) : null;
    }

    /// <inheritdoc/>
    public ImmutableArray<RangeChange> Pin(Package package, Core.Packages.Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(siblingVersion);
        return new Pinning(_versions, style).Pin(package, siblingVersion);
    }
}
