using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Go.Modules;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Go;

/// <summary>
/// Go modules: those of <c>go.work</c>, and every <c>go.mod</c> where there is none. Ids bear the module path without its
/// suffix for the major version. No file holds a version; tags do.
/// </summary>
public sealed class GoWorkspace : IWorkspaceAdapter
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var finder = new ModuleFinder(request);
        var members = finder.Find();
        var samples = new SamplePlaces(request, finder.WorkspaceOf, testsCount: true);
        var problems = samples.Without(finder.Problems).ToArray();
        return problems.Length > 0
            ? throw new ReleaseException(problems)
            : Task.FromResult<ImmutableArray<Package>>([.. ModulePackages.Of(members, request.Upstream).Select(samples.Doubted)]);
    }

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(changes);
        return [.. changes.SelectMany(change => Edit(file, change)).Distinct().OrderBy(edit => edit.Span.Start)];
    }

    /// <inheritdoc/>
    public IEnumerable<LockedEntry>? ReadLock(SourceText file, Func<string, bool> isOwn)
    {
        ArgumentNullException.ThrowIfNull(file);
        return RelativePath.Parse(file.Path).FileName == GoUpstream.SumFile ? SumFile.Read(file) : null;
    }

    /// <inheritdoc/>
    public ImmutableArray<ReferenceChange> Rename(ReleasePlan plan, Core.Packages.Workspace workspace, IFileSystem files, ImmutableArray<RelativePath> listing) =>
        new PathChanges(plan, workspace, files, listing).Find();

    /// <summary>Nothing: a <c>require</c> line always holds a version, and <c>replace</c> lines are not read by users of a module.</summary>
    public ImmutableArray<RangeChange> Pin(Package package, Core.Packages.Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style) => [];

    private static IEnumerable<TextEdit> Edit(SourceText file, ManifestChange change) => change switch
    {
        RangeChange range => EditRequirement(ModFile.Read(file), range),
        ReferenceChange reference => EditPath(file, reference),
        _ => throw new ArgumentException($"{change.GetType().Name} is no change of a Go file.", nameof(change)),
    };

    private static IEnumerable<TextEdit> EditPath(SourceText file, ReferenceChange change)
    {
        if (!file.Path.EndsWith(ModFile.FileName, StringComparison.Ordinal))
        {
            return GoImports.Read(file).Where(import => import.Text == change.From).Select(import => new TextEdit(import.Span, change.To));
        }

        var mod = ModFile.Read(file);
        return mod.Requirements.Select(r => r.Path).Concat(mod.Replacements.Select(r => r.Old)).Append(mod.Path)
            .Where(path => path.Text == change.From).Select(path => new TextEdit(path.Span, change.To));
    }

    private static IEnumerable<TextEdit> EditRequirement(ModFile file, RangeChange change)
    {
        var lines = file.Requirements.Where(r => ModulePath.Split(r.Path.Text).Name == change.Dependency.Name || r.Path.Text == change.Dependency.Name).ToArray();
        if (lines.FirstOrDefault(r => r.Version.Text == change.From) is { } line)
        {
            return change.From == change.To ? [] : [new TextEdit(line.Version.Span, change.To)];
        }

        return lines.Any(r => r.Version.Text == change.To) ? [] : throw file.Source.Error(
            ManifestCodes.Changed, lines.Length > 0 ? lines[0].Version.Span : file.Path.Span,
            $"{file.Source.Path} no longer requires {change.Dependency.Name} {DisplayText.Line(change.From)}. Plan again.");
    }
}
