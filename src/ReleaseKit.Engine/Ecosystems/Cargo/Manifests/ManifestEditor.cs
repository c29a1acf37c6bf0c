using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

/// <summary>Splices versions and requirements into a <c>Cargo.toml</c>, wherever a workspace declares them.</summary>
internal static class ManifestEditor
{
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, once for each change whose old value is not there.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var manifest = CargoManifest.Parse(RelativePath.Parse(file.Path), file);
        DeclaredDependency[] dependencies = [.. DependencyTables.OfPackage(manifest), .. DependencyTables.OfWorkspace(manifest)];
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            var problem = change switch
            {
                VersionChange version => EditVersion(manifest, version, edits),
                RangeChange range => EditRange(manifest, dependencies, range, edits),
                _ => throw new ArgumentException($"{change.GetType().Name} is no change of a Cargo manifest.", nameof(changes)),
            };
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. edits.Distinct()];
    }

    /// <summary>In a root that is a package and has a version for its members, the package's name tells which one is meant.</summary>
    private static Diagnostic? EditVersion(CargoManifest manifest, VersionChange change, List<TextEdit> edits)
    {
        var own = manifest.Package?.FindString("name")?.Value == change.Package.Name ? manifest.Package.FindString("version") : null;
        if ((own ?? manifest.Workspace?.FindString("package", "version")) is not { } node)
        {
            return Changed(manifest.Source, manifest.Package?.Span, change, "it declares no version");
        }

        if (node.Value == change.From && change.From != change.To)
        {
            edits.Add(TomlEditing.Replace(node, change.To, manifest.Source));
        }

        return node.Value == change.From || node.Value == change.To ? null : Changed(manifest.Source, node.Span, change, $"it says '{node.Value}'");
    }

    private static Diagnostic? EditRange(CargoManifest manifest, DeclaredDependency[] dependencies, RangeChange change, List<TextEdit> edits)
    {
        var candidates = Array.FindAll(dependencies, d => d.Name == change.Dependency.Name && !d.IsInherited && (d.Kind is null || d.Kind == change.Kind));

        // An entry without a path means the registry's package of that name, and is somebody else's choice where another one has a path.
        candidates = Array.Exists(candidates, d => d.LocalPath is not null) ? Array.FindAll(candidates, d => d.LocalPath is not null) : candidates;
        var old = Array.FindAll(candidates, d => d.Range == change.From);
        if (old.Length > 0)
        {
            edits.AddRange(old.Where(d => d.Range != change.To).Select(d => WithRange(d, change.To, manifest.Source)));
            return null;
        }

        return Array.Exists(candidates, d => d.Range == change.To)
            ? null
            : Changed(manifest.Source, candidates.FirstOrDefault()?.Span, change, candidates.Length == 0
                ? $"it has no such {change.Kind.ToString().ToLowerInvariant()} dependency"
                : $"it says '{candidates[0].Range}'");
    }

    private static TextEdit WithRange(DeclaredDependency dependency, string range, SourceText source) => dependency.Version is { } version
        ? TomlEditing.Replace(version, range, source)
        : TomlEditing.InsertKey(dependency.Table!, "version", TomlEditing.Quote(range), source);

    /// <summary>The diagnostic for a file that does not say what a change replaces.</summary>
    internal static Diagnostic Changed(SourceText file, TextSpan? at, ManifestChange change, string found)
    {
        var what = change is RangeChange range ? $"the requirement on {range.Dependency.Name}" : $"the version of {change.Package.Name}";
        var location = at is null ? new SourceLocation(file.Path) : file.Locate(at.Value);
        return ManifestCodes.Changed.At(
            location, DisplayText.Line($"{file.Path} was to change {what} from '{change.From}' to '{change.To}', yet {found}; make a new plan."));
    }
}
