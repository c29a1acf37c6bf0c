using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Manifests;

/// <summary>
/// A lock file: <c>gradle.lockfile</c>, <c>buildscript-gradle.lockfile</c>, and those of one configuration each below
/// <c>gradle/dependency-locks</c>. A line is <c>group:name:version</c>, with <c>=configurations</c> behind it in the newer form.
/// </summary>
internal static class LockFile
{
    public static bool IsOne(RelativePath file) => file.FileName.EndsWith(".lockfile", StringComparison.Ordinal);

    /// <summary>The entries in the order of the file.</summary>
    public static IEnumerable<LockEntry> Read(SourceText source)
    {
        var text = source.Text;
        for (var start = source.ContentStart; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found : text.Length;
            var line = text[start..end];
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var coordinates = (equals < 0 ? line : line[..equals]).TrimEnd();
            var colon = coordinates.LastIndexOf(':');
            if (colon > 0 && coordinates[0] != '#' && coordinates.IndexOf(':', StringComparison.Ordinal) < colon)
            {
                yield return new LockEntry(coordinates[..colon], coordinates[(colon + 1)..], new TextSpan(start + colon + 1, coordinates.Length - colon - 1));
            }

            start = end + 1;
        }
    }

    /// <summary>Splices versions into the entries of our own packages.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, once for each package that the file does not have in its old version.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var entries = Read(file).ToLookup(e => e.Name, StringComparer.Ordinal);
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            var own = entries[change.Package.Name].ToArray();
            edits.AddRange(own.Where(e => e.Version == change.From && change.From != change.To).Select(e => new TextEdit(e.Span, change.To)));

            // A build may lock an older version on purpose; then nothing here is ours to move.
            if (own.Length == 0)
            {
                problems.Add(ManifestCodes.Changed.At(
                    new SourceLocation(file.Path), DisplayText.Line($"{file.Path} does not know {change.Package.Name}. Run Gradle with --write-locks, commit the file, and make a new plan.")));
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. edits.Distinct()];
    }
}

/// <summary>One entry of a lock file.</summary>
/// <param name="Name"><c>group:name</c>.</param>
/// <param name="Version">The version.</param>
/// <param name="Span">The place of the version.</param>
internal sealed record LockEntry(string Name, string Version, TextSpan Span);
