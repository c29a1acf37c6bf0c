using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>What people did to a release branch since it was generated.</summary>
/// <param name="Overrides">The versions and notes that they wrote into manifests and changelogs.</param>
/// <param name="Commits">Their commits, oldest first; merges and our own left out.</param>
/// <param name="Taken">Files, relative to the repository's top level, whose changes are in <paramref name="Overrides"/>.</param>
internal sealed record BranchEdits(ReleaseOverrides Overrides, ImmutableArray<string> Commits, ImmutableHashSet<string> Taken)
{
    private static readonly BranchEdits None = new(ReleaseOverrides.None, [], []);

    /// <summary>Reads them.</summary>
    /// <param name="tree">Any work tree; what is checked out in it may be another commit afterwards.</param>
    /// <param name="git">The repository.</param>
    /// <param name="generated">The release that the branch was generated for; null when that is not known.</param>
    /// <param name="tip">The branch's last commit, which is here.</param>
    /// <param name="head">The commit that is released from.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<BranchEdits> ReadAsync(ReleaseTree tree, IRepository git, PreparedRelease? generated, string tip, string head, CancellationToken cancellationToken)
    {
        if (generated?.Commit == tip)
        {
            return None;
        }

        var commits = git.Branches();
        var ours = await git.Branches().BetweenAsync(tip, [head, .. generated?.Commit is { } known ? new[] { known } : []], cancellationToken);
        var theirs = ImmutableArray.CreateBuilder<string>();
        foreach (var commit in ours)
        {
            if ((await commits.TrailersAsync(ReleaseMessage.PlanTrailer, commit + "^", commit, cancellationToken)).Count == 0)
            {
                theirs.Add(commit);
            }
        }

        if (generated?.Commit is not { } release)
        {
            return new BranchEdits(ReleaseOverrides.None, theirs.ToImmutable(), []);
        }

        var changed = await commits.ChangedAsync(release, tip, cancellationToken);
        if (changed.IsEmpty)
        {
            return None with { Commits = theirs.ToImmutable() };
        }

        await tree.CheckOutAsync(tip, cancellationToken);
        var versions = ImmutableSortedDictionary.CreateBuilder<PackageId, string>();
        var notes = ImmutableSortedDictionary.CreateBuilder<PackageId, string>();
        var taken = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var planned in generated.Plan.Releases)
        {
            if (tree.Workspace.Workspace.Find(planned.Id) is not { } package)
            {
                continue;
            }

            if (package is { Tagging: null, Version: { } version } && version != planned.To)
            {
                versions[planned.Id] = version;
                taken.Add(git.Facts.Prefix + package.Manifest.Value);
            }

            foreach (var file in changed.Where(path => IsChangelog(path, package)))
            {
                if (await EditedAsync(commits, release, tip, file, package, planned.To, cancellationToken) is { } text)
                {
                    notes[planned.Id] = text;
                    taken.Add(git.Facts.Prefix + file);
                }
            }
        }

        return new BranchEdits(new ReleaseOverrides { Versions = versions.ToImmutable(), Notes = notes.ToImmutable() }, theirs.ToImmutable(), taken.ToImmutable());
    }

    private static bool IsChangelog(string path, Package package) =>
        package.Directory.TryCombine("CHANGELOG.md", out var changelog) && string.Equals(path, changelog.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>The entry as somebody wrote it; null when it is as it was generated, or gone.</summary>
    private static async Task<string?> EditedAsync(IReleaseBranches commits, string generated, string tip, string file, Package package, string version, CancellationToken cancellationToken)
    {
        if (await commits.ReadAsync(generated, file, cancellationToken) is not { } before || await commits.ReadAsync(tip, file, cancellationToken) is not { } after)
        {
            return null;
        }

        string[] names = [package.Name, $"{package.Name}-{package.Ecosystem}"];
        return names.Select(name => (Before: ChangelogText.Find(before, name, version), After: ChangelogText.Find(after, name, version)))
            .Where(pair => pair.Before is not null && pair.After is not null && pair.Before != pair.After).Select(pair => pair.After).FirstOrDefault();
    }
}
