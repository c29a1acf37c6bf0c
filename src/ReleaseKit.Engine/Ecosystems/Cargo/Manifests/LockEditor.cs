using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

/// <summary>
/// Splices the versions of the workspace's own packages into a <c>Cargo.lock</c>: in their entries, which alone have no source,
/// and where others name them with their version because a registry's package has the same name.
/// </summary>
internal static class LockEditor
{
    public const string FileName = "Cargo.lock";

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, once for each package that the file does not have in its old version.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var entries = TomlDocument.Parse(file).Root.FindArray("package")?.Items.OfType<TomlTable>().ToArray() ?? [];
        var own = entries.Where(e => e["source"] is null).ToLookup(e => e.FindString("name")?.Value ?? "", StringComparer.Ordinal);
        var references = entries.SelectMany(e => e.FindArray("dependencies")?.Items ?? []).OfType<TomlString>().ToLookup(r => r.Value, StringComparer.Ordinal);
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            var versions = own[change.Package.Name].Select(e => e.FindString("version")).OfType<TomlString>().ToArray();
            if (Array.Find(versions, v => v.Value == change.From) is { } version)
            {
                edits.AddRange(version.Value == change.To ? [] : [TomlEditing.Replace(version, change.To, file)]);
                edits.AddRange(change.From == change.To ? [] : references[$"{change.Package.Name} {change.From}"].Select(r => TomlEditing.Replace(r, $"{change.Package.Name} {change.To}", file)));
            }
            else if (!Array.Exists(versions, v => v.Value == change.To))
            {
                problems.Add(Stale(file, versions, change));
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. edits.Distinct()];
    }

    private static Diagnostic Stale(SourceText file, TomlString[] versions, ManifestChange change) => ManifestCodes.Changed.At(
        versions is [var found, ..] ? file.Locate(found.Span) : new SourceLocation(file.Path),
        DisplayText.Line($"{file.Path} {(versions is [var other, ..] ? $"says that {change.Package.Name} has version {other.Value}" : $"does not know {change.Package.Name}")}, and its manifest says {change.From}. Run 'cargo update --workspace', commit the file, and make a new plan."));
}
