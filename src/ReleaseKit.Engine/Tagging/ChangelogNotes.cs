using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Tagging;

/// <summary>Notes of a plan that came as a file and has none: what the changelogs of the merged commit say.</summary>
internal static class ChangelogNotes
{
    /// <summary>The release with notes; as it is when it has some.</summary>
    public static async Task<PreparedRelease> CompleteAsync(IRepository git, PreparedRelease prepared, string commit, CancellationToken cancellationToken)
    {
        if (!prepared.Document.Notes.IsEmpty)
        {
            return prepared;
        }

        var notes = ImmutableSortedDictionary.CreateBuilder<PackageId, string>();
        foreach (var release in prepared.Plan.Releases)
        {
            foreach (var folder in release.Edits.OfType<VersionChange>().Select(e => e.File.Value[..(e.File.Value.LastIndexOf('/') + 1)]).Distinct(StringComparer.Ordinal))
            {
                if (await git.Branches().ReadAsync(commit, folder + "CHANGELOG.md", cancellationToken) is { } changelog && ChangelogText.Find(changelog, release.Id.Name, release.To) is { } text)
                {
                    notes[release.Id] = text;
                    break;
                }
            }
        }

        return prepared with { Document = prepared.Document with { Notes = notes.ToImmutable() } };
    }
}
