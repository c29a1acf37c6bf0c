using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart.Manifests;

/// <summary>Splices versions and constraints into a <c>pubspec.yaml</c>.</summary>
internal static class PubspecEditor
{
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, once for each change whose old value is not there.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var manifest = PubspecManifest.Parse(RelativePath.Parse(file.Path), file);
        DeclaredDependency[] dependencies = [.. Dependencies.Of(manifest)];
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            var problem = change switch
            {
                VersionChange version => EditVersion(manifest, version, edits),
                RangeChange range => EditRange(manifest, dependencies, range, edits),
                _ => throw new ArgumentException($"{change.GetType().Name} is no change of a pubspec.", nameof(changes)),
            };
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. edits.Distinct()];
    }

    private static Diagnostic? EditVersion(PubspecManifest manifest, VersionChange change, List<TextEdit> edits)
    {
        if (manifest.TextOf(manifest.Root, "version") is not { } node)
        {
            return Changed(manifest.Source, null, change, "it declares no version");
        }

        Replace(node, change, manifest.Source, edits);
        return node.Value == change.From || node.Value == change.To ? null : Changed(manifest.Source, node.Span, change, $"it says '{node.Value}'");
    }

    private static Diagnostic? EditRange(PubspecManifest manifest, DeclaredDependency[] dependencies, RangeChange change, List<TextEdit> edits)
    {
        var declared = Array.Find(dependencies, d => d.Name == change.Dependency.Name && d.Kind == change.Kind);
        if (declared is null)
        {
            return Changed(manifest.Source, null, change, $"it has no such {change.Kind.ToString().ToLowerInvariant()} dependency");
        }

        if (declared.PathMarker is { } path && path == change.From)
        {
            edits.AddRange(change.From == change.To ? [] : [WithoutPath(declared, change.To, manifest.Source)]);
            return null;
        }

        if (declared.Range == change.From && change.From.Length == 0 && change.To.Length > 0 && declared.Entry.Value is YamlScalarSyntax nothing)
        {
            edits.Add(YamlEditing.ReplaceScalar(nothing, change.To, manifest.Source));
            return null;
        }

        if (declared.Constraint is { } constraint)
        {
            Replace(constraint, change, manifest.Source, edits);
        }

        return declared.Range == change.From || declared.Range == change.To ? null : Changed(manifest.Source, declared.Span, change, $"it says '{declared.Range}'");
    }

    private static void Replace(YamlScalarSyntax node, ManifestChange change, SourceText source, List<TextEdit> edits)
    {
        if (node.Value == change.From && change.From != change.To)
        {
            edits.Add(YamlEditing.ReplaceScalar(node, change.To, source));
        }
    }

    /// <summary>All that follows the colon becomes the constraint, which users can have in the place of a folder.</summary>
    private static TextEdit WithoutPath(DeclaredDependency declared, string constraint, SourceText source)
    {
        var value = declared.Entry.Value.Span;
        var colon = source.Text.IndexOf(':', declared.Entry.KeySpan.End, value.End - declared.Entry.KeySpan.End);
        return new TextEdit(TextSpan.FromBounds(colon + 1, value.End), $" \"{constraint}\"");
    }

    /// <summary>The diagnostic for a file that does not say what a change replaces.</summary>
    private static Diagnostic Changed(SourceText file, TextSpan? at, ManifestChange change, string found)
    {
        var what = change is RangeChange range ? $"the constraint on {range.Dependency.Name}" : $"the version of {change.Package.Name}";
        var location = at is null ? new SourceLocation(file.Path) : file.Locate(at.Value);
        return ManifestCodes.Changed.At(
            location, DisplayText.Line($"{file.Path} was to change {what} from '{change.From}' to '{change.To}', yet {found}; make a new plan."));
    }
}
