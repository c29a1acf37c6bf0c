using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Puts what a plan releases into the changelogs of the packages' folders, and into the one of the whole workspace. An entry
/// that is there already stays as it is. Where a folder holds packages of several ecosystems, the entries of its one changelog
/// name the package.
/// </summary>
internal sealed class ChangelogApplication
{
    /// <summary>Spellings that people use; the first is for new files.</summary>
    internal static readonly ImmutableArray<string> FileNames = ["CHANGELOG.md", "Changelog.md", "changelog.md"];

    private readonly IFileSystem _files;
    private readonly ReleaseNotes _notes;

    public ChangelogApplication(IFileSystem files, ReleaseNotes notes) => (_files, _notes) = (files, notes);

    /// <summary>One function for each file, which gives its new text.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-ENCODING</c>, <c>RK-FILE-UNREADABLE</c>, <c>RK-FILE-OUTSIDE</c>, <c>RK-CHANGELOG-…</c>, when called.</exception>
    public IEnumerable<Func<WriteFile>> Edits()
    {
        if (!_notes.WritesChangelogs)
        {
            yield break;
        }

        var folders = _notes.Releases.Where(r => _notes.HasChangelog(r.Package.Id)).GroupBy(r => r.Package.Directory).OrderBy(g => g.Key).ToArray();
        foreach (var folder in folders)
        {
            yield return () => Edit(folder.Key, [.. folder.OrderBy(r => r.Package.Id)]);
        }

        if (_notes.Umbrella is { } umbrella && !_notes.Releases.IsEmpty)
        {
            yield return () => Edit(umbrella, [.. folders.Select(f => (File(f.Key), f.First().Package.Id))]);
        }
    }

    private WriteFile Edit(RelativePath directory, ImmutableArray<NotedRelease> releases)
    {
        var file = File(directory);
        var before = Read(file);
        var namesPackage = _notes.IsShared(directory);

        // Each entry goes above the others, so the last one comes first in the file.
        var after = releases.Reverse().Aggregate(before, (text, release) => _notes.Style.Insert(
            text, namesPackage ? release.Entry with { NamesPackage = true, Package = _notes.NameOf(release.Package) } : release.Entry));
        return new WriteFile(file, before, after!);
    }

    private WriteFile Edit(RelativePath umbrella, ImmutableArray<(RelativePath File, PackageId Owner)> taken)
    {
        if (taken.FirstOrDefault(t => t.File == umbrella) is { File.IsRoot: false } own && own.File == umbrella)
        {
            throw new ReleaseException(ChangelogCodes.Umbrella.At(
                new SourceLocation(WorkspaceDiscovery.ConfigurationFile),
                $"umbrella_changelog is {umbrella}, which is the changelog of {own.Owner}. Name another file, such as RELEASES.md, or write changelog = false into that package's releasekit.toml."));
        }

        var before = Read(umbrella);
        return new WriteFile(umbrella, before, UmbrellaChangelog.Insert(before, _notes.Style, _notes.UmbrellaEntries));
    }

    private RelativePath File(RelativePath directory) =>
        FileNames.Select(name => directory.Combine(name)).FirstOrDefault(_files.FileExists, directory.Combine(FileNames[0]));

    private string? Read(RelativePath file) => _files.FileExists(file) ? SourceText.Decode(file.Value, _files.Read(file)).Text : null;
}
