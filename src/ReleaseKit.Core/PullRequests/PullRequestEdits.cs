using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.PullRequests;

/// <summary>Finds what people changed about a description since it was written: versions in its table, notes in its folds. Nothing else of a body is looked at.</summary>
public static class PullRequestEdits
{
    /// <summary>The changes.</summary>
    /// <param name="body">The description as it is.</param>
    /// <param name="manifest">What <see cref="ManifestText.Read"/> gave for it.</param>
    /// <exception cref="ReleaseException"><c>RK-PULL-REQUEST-MANIFEST</c>: notes do not end, or come twice.</exception>
    public static ReleaseOverrides Read(string body, PullRequestManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(manifest);
        var markup = PullRequestMarkup.All.First(m => body.Contains(m.Manifest.Before, StringComparison.Ordinal));
        var starts = manifest.Releases.ToLookup(markup.FoldStart, StringComparer.Ordinal);
        var cells = manifest.Releases.ToLookup(PullRequestMarkup.Cell, StringComparer.Ordinal);
        var versions = ImmutableSortedDictionary.CreateBuilder<PackageId, string>();
        var notes = ImmutableSortedDictionary.CreateBuilder<PackageId, string>();
        var seen = new HashSet<PackageId>();
        (ManifestRelease Release, List<string> Lines)? fold = null;
        foreach (var line in body.ReplaceLineEndings("\n").Split('\n'))
        {
            var trimmed = line.TrimEnd();
            if (fold is { } open && trimmed == markup.FoldEnd)
            {
                Close(open.Release, string.Join('\n', open.Lines).Trim());
                fold = null;
            }
            else if (fold is { } filled && !trimmed.StartsWith(markup.Manifest.Before, StringComparison.Ordinal))
            {
                filled.Lines.Add(line);
            }
            else if (fold is { } endless)
            {
                throw Damaged($"The notes of {endless.Release.Id} have no end");
            }
            else if (starts[trimmed].FirstOrDefault() is { } release)
            {
                fold = seen.Add(release.Id) ? (release, []) : throw Damaged($"The notes of {release.Id} are there twice");
            }
            else if (Row(trimmed) is [var cell, _, var to, ..] && cells[cell].ToArray() is [var row] && Version(to) is { Length: > 0 } version && version != row.To)
            {
                versions[row.Id] = version;
            }
        }

        return new ReleaseOverrides { Versions = versions.ToImmutable(), Notes = notes.ToImmutable() };

        void Close(ManifestRelease release, string text)
        {
            if (manifest.Notes.TryGetValue(release.Id, out var digest) && ManifestText.Digest(text) != digest)
            {
                notes[release.Id] = DefusedText.Restore(text);
            }
        }
    }

    /// <summary>The cells of a row of a table; none when the line is no such row.</summary>
    private static string[] Row(string line)
    {
        if (!line.StartsWith('|'))
        {
            return [];
        }

        var cells = new List<string>();
        var start = 1;
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '|' && line[i - 1] != '\\')
            {
                cells.Add(line[start..i].Trim());
                start = i + 1;
            }
        }

        return [.. cells];
    }

    /// <summary>A version as people write it into a cell, bold or as code or plain.</summary>
    private static string Version(string cell) => DefusedText.Restore(cell).Replace("\\", "", StringComparison.Ordinal).Trim(' ', '*', '`', '_');

    private static ReleaseException Damaged(string what) => new(PullRequestCodes.Manifest.Create(
        $"{what} in the description of the pull request. Put the lines that begin and end notes back as they were, as its history has them."));
}
