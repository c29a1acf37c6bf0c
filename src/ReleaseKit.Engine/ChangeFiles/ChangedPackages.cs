using System.Collections.Immutable;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Finds the packages whose files a branch changes.</summary>
public static class ChangedPackages
{
    /// <summary>
    /// The packages that can be released and have changed files, in ordinal order of id. A file belongs to the innermost
    /// package; change files belong to none. Of npm packages only the files count that <c>changedFilePatterns</c> of changesets names.
    /// </summary>
    public static ImmutableArray<(Package Package, ImmutableArray<RelativePath> Files)> Find(DiscoveredWorkspace workspace, BranchChanges changes)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(changes);
        var packages = workspace.Workspace.Packages;
        var attribution = new HistoryAttribution(packages.Select(p => new PackageRange(p.Id, p.Directory, null)), []);
        var files = packages.ToDictionary(p => p.Id, _ => ImmutableArray.CreateBuilder<RelativePath>());
        foreach (var file in changes.Files.Where(file => !IsChangeFile(file, workspace)))
        {
            foreach (var index in attribution.OwnersOf(file.Parent.Value).Span)
            {
                files[packages[index].Id].Add(file);
            }
        }

        return
        [
            .. from package in packages
               where workspace.MayBeReleased(package)
               let own = files[package.Id].Where(file => Counts(file, package, workspace)).ToImmutableArray()
               where own.Length > 0
               orderby package.Id
               select (package, own),
        ];
    }

    private static bool IsChangeFile(RelativePath file, DiscoveredWorkspace workspace) => workspace.ChangeFiles.Formats.Any(format => file.IsWithin(format.Folder));

    private static bool Counts(RelativePath file, Package package, DiscoveredWorkspace workspace) =>
        package.Ecosystem != Ecosystems.Npm.NpmEcosystem.Id || workspace.Changesets?.Configuration.ChangedFiles is not { } patterns ||
        patterns.Matches(package.Directory.IsRoot ? file.Value : file.Value[(package.Directory.Value.Length + 1)..]);
}
