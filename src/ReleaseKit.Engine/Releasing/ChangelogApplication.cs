using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Puts what a plan releases into the changelogs of the packages' folders. An entry that is there already stays as it is.
/// Where a folder holds packages of several ecosystems, the entries of its one changelog name the package.
/// </summary>
internal sealed class ChangelogApplication
{
    /// <summary>Spellings that people use; the first is for new files.</summary>
    private static readonly ImmutableArray<string> FileNames = ["CHANGELOG.md", "Changelog.md", "changelog.md"];

    private readonly IFileSystem _files;
    private readonly ReleasePlan _plan;
    private readonly ILookup<RelativePath, Package> _byDirectory;

    public ChangelogApplication(IFileSystem files, ReleasePlan plan, Workspace workspace)
    {
        _files = files;
        _plan = plan;
        _byDirectory = workspace.Packages.ToLookup(p => p.Directory);
        var released = plan.Releases.Select(r => r.Id).ToHashSet();
        Directories = [.. workspace.Packages.Where(p => released.Contains(p.Id)).Select(p => p.Directory).Distinct().Order()];
    }

    /// <summary>The folders of released packages.</summary>
    public ImmutableArray<RelativePath> Directories { get; }

    /// <summary>The changelog of a folder with the entries of the packages that are released from there.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-ENCODING</c>, <c>RK-FILE-UNREADABLE</c>, <c>RK-FILE-OUTSIDE</c>.</exception>
    public WriteFile Edit(RelativePath directory)
    {
        var file = FileNames.Select(name => directory.Combine(name)).FirstOrDefault(_files.FileExists, directory.Combine(FileNames[0]));
        var before = _files.FileExists(file) ? SourceText.Decode(file.Value, _files.Read(file)).Text : null;
        var after = before;

        // Each entry goes above the others, so the last one comes first in the file.
        foreach (var package in _byDirectory[directory].OrderByDescending(p => p.Id))
        {
            if (_plan.Find(package.Id) is { } release)
            {
                after = Insert(after, package, PlannedChangelog.Of(_plan, release));
            }
        }

        return new WriteFile(file, before, after!);
    }

    private string Insert(string? text, Package package, ChangelogEntry entry)
    {
        var neighbours = _byDirectory[package.Directory].Where(p => p.Id != package.Id).ToArray();
        if (neighbours.Length == 0)
        {
            return ChangelogSplicer.Insert(text, package.Name, ChangelogRenderer.Render(entry), entry.Version);
        }

        var name = Array.Exists(neighbours, p => p.Name == package.Name) ? $"{package.Name}-{package.Ecosystem}" : package.Name;
        return ChangelogSplicer.Insert(text, name, ChangelogRenderer.Render(entry with { Version = $"{name} {entry.Version}" }), entry.Version);
    }
}
