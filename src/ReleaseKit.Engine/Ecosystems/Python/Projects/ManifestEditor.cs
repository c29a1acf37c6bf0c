using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Python.Setup;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Splices versions and ranges into a <c>pyproject.toml</c>, <c>setup.cfg</c> or <c>setup.py</c>, and into the files that Hatch and setuptools read them from.</summary>
internal static class ManifestEditor
{
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, once for each change whose old value is not there.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var path = RelativePath.Parse(file.Path);
        var manifest = path.FileName == PyProject.FileName ? PyProject.Parse(path, file) : null;
        var setup = path.FileName switch
        {
            SetupConfig.FileName => SetupConfig.Read(path, file),
            SetupScript.FileName => SetupScript.Read(path, file),
            _ => null,
        };
        List<DeclaredRequirement> requirements = manifest is not null ? RequirementReader.Read(manifest) : [.. setup?.Requirements ?? LineRequirement.Read(file, DependencyKind.Runtime)];
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            var problem = change switch
            {
                VersionChange version when manifest is not null => EditVersion(manifest, version, edits),
                VersionChange version when setup?.Values.TryGetValue("version", out var written) == true => EditVersion(setup, written, version, edits),
                VersionChange version => EditVersionFile(file, version, edits),
                RangeChange range => EditRange(file, requirements.Where(r => (manifest is null && setup is null) || r.Kind == range.Kind), range, edits),
                _ => throw new ArgumentException($"{change.GetType().Name} is no change of a Python manifest.", nameof(changes)),
            };
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. edits.Distinct()];
    }

    private static Diagnostic? EditVersion(PyProject manifest, VersionChange change, List<TextEdit> edits)
    {
        var node = manifest.Project?.FindString("version") ?? manifest.Poetry?.FindString("version");
        if (node is null)
        {
            return Changed(manifest.Source, manifest.Project?.Span, change, "it declares no version");
        }

        if (node.Value == change.From && change.From != change.To)
        {
            edits.Add(TomlEditing.Replace(node, change.To, manifest.Source));
        }

        return node.Value == change.From || node.Value == change.To ? null : Changed(manifest.Source, node.Span, change, $"it says '{node.Value}'");
    }

    private static Diagnostic? EditVersion(SetupFile file, SetupText written, VersionChange change, List<TextEdit> edits)
    {
        if (written.Value == change.From && change.From != change.To)
        {
            edits.Add(new TextEdit(written.Span, change.To));
        }

        return written.Value == change.From || written.Value == change.To ? null : Changed(file.Source, written.Span, change, $"it says '{written.Value}'");
    }

    /// <summary>
    /// Certain places come before the only textual one, old value before new: a file that is done may still mention the old
    /// version in a comment.
    /// </summary>
    private static Diagnostic? EditVersionFile(SourceText file, VersionChange change, List<TextEdit> edits)
    {
        var certain = VersionText.FindCertain(file, change.From);
        if (certain is null && VersionText.FindCertain(file, change.To) is not null)
        {
            return null;
        }

        if ((certain ?? VersionText.FindOnly(file, change.From)) is { } place)
        {
            if (change.From != change.To)
            {
                edits.Add(new TextEdit(place, change.To));
            }

            return null;
        }

        return VersionText.FindOnly(file, change.To) is null ? Changed(file, null, change, "it holds neither of the two as its version") : null;
    }

    private static Diagnostic? EditRange(SourceText file, IEnumerable<DeclaredRequirement> requirements, RangeChange change, List<TextEdit> edits)
    {
        var candidates = requirements.Where(r => r.Name == change.Dependency.Name).ToArray();
        var old = candidates.Where(r => r.Range == change.From).ToArray();
        if (old.Length > 0)
        {
            edits.AddRange(old.Where(r => r.Range != change.To).Select(r => r.WithRange(change.To)));
            return null;
        }

        return Array.Exists(candidates, r => r.Range == change.To)
            ? null
            : Changed(file, candidates.FirstOrDefault()?.Span, change, candidates.Length == 0
                ? $"it has no such {change.Kind.ToString().ToLowerInvariant()} dependency"
                : $"it says '{candidates[0].Range}'");
    }

    private static Diagnostic Changed(SourceText file, TextSpan? at, ManifestChange change, string found)
    {
        var what = change is RangeChange range ? $"the range of {range.Dependency.Name}" : $"the version of {change.Package.Name}";
        var location = at is null ? new SourceLocation(file.Path) : file.Locate(at.Value);
        return ManifestCodes.Changed.At(
            location, DisplayText.Line($"{file.Path} was to change {what} from '{change.From}' to '{change.To}', yet {found}; make a new plan."));
    }
}
