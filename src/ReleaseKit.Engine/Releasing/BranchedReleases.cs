using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Last releases that were made on another branch: a release branch, or the branch of a release that came here squashed. What is
/// unreleased begins where that branch left this one, so that too much is told rather than too little.
/// </summary>
internal sealed class BranchedReleases(IRepository git, List<Diagnostic> warnings)
{
    private const int Shown = 5;

    /// <summary>Finds where the branches began.</summary>
    /// <param name="unreached">Baselines that what is checked out does not contain.</param>
    /// <param name="baselines">All baselines.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    /// <returns>The commits to count from, by the baselines' own.</returns>
    /// <exception cref="ReleaseException"><c>RK-BASELINE-UNREACHABLE</c>: what is checked out is older than the release, or shares no history with it.</exception>
    public async Task<Dictionary<string, string>> FindAsync(
        ImmutableArray<UnreachedBaseline> unreached, ImmutableDictionary<PackageId, PackageBaselines> baselines, CancellationToken cancellationToken)
    {
        var points = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<Diagnostic>();
        foreach (var group in unreached.GroupBy(missing => missing.Commit, StringComparer.Ordinal))
        {
            if (await git.Objects().BranchPointAsync(group.Key, git.Facts.Head, cancellationToken) is { } point && point != git.Facts.Head)
            {
                points.Add(group.Key, point);
                continue;
            }

            problems.AddRange(group.Select(missing => BaselineCodes.Unreachable.Create(
                $"The last release of {missing.Range.Id}, {Tag(baselines[missing.Range.Id], missing.Commit)}, is no ancestor of the commit that is checked out ({git.Facts.Head[..10]}). " +
                "Check out the branch it was released from, or move the tag to the commit that corresponds to it here.")));
        }

        if (problems.Count > 0)
        {
            throw new ReleaseException(problems);
        }

        string[] named = [.. unreached.Select(missing => $"{missing.Range.Id} ({Tag(baselines[missing.Range.Id], missing.Commit)})").Distinct()];
        warnings.Add(BaselineCodes.Branched.Create(
            $"The last release of {string.Join(", ", named.Take(Shown))}{(named.Length > Shown ? $" and {named.Length - Shown} more" : "")} was made on a branch that this one does not contain, " +
            "so everything since that branch began counts as unreleased. Merge the branch, or move the tag to the commit that corresponds to it here, if that is too much."));
        return points;
    }

    private static string Tag(PackageBaselines baselines, string commit) =>
        new[] { baselines.Stable, baselines.Latest }.OfType<Baseline>().FirstOrDefault(b => b.Commit == commit)?.Tag ?? commit;
}
