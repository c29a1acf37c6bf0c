using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Tests.Git;

/// <summary>Random histories with merges, nested packages and wrong clocks; what git itself says of each package is the truth.</summary>
public sealed class GitHistoryOracleTests : GitTestBase
{
    private static readonly string[] Directories = ["a", "a/nested", "b", "c/deep/er"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task OnePassAgreesWithOneGitLogForEachPackage(int seed)
    {
        var random = new Random(seed);
        var grown = new RandomHistory(Repository, random, Directories);
        grown.Grow(50);
        var commits = grown.Commits;
        var baselines = Directories.ToDictionary(d => d, _ => random.Next(5) == 0 ? null : commits[random.Next(commits.Count)]);
        var parents = Repository.Git("rev-list", "--parents", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')).ToDictionary(ids => ids[0], ids => ids[1..]);
        var latest = Directories.ToDictionary(d => d, _ => random.Next(3) == 0 ? null : commits[random.Next(commits.Count)]);
        RelativePath[] files = [.. Repository.Git("ls-files").Split('\n', StringSplitOptions.RemoveEmptyEntries).Append("a/none").Where(file => !file.Contains("merged", StringComparison.Ordinal) && random.Next(3) == 0).Select(Rel)];
        var git = await OpenAsync();
        var history = await git.HistoryAsync(
            [.. Directories.Select(d => new PackageRange(new PackageId("npm", d), Rel(d), baselines[d], latest[d]))], files, Cancellation);

        history.Unreached.Select(u => (u.Range.Id.Name, u.Commit)).ShouldBe(Directories
            .SelectMany(d => new[] { baselines[d], latest[d] }.Distinct().Select(b => (Name: d, Commit: b!)))
            .Where(u => u.Commit is not null && !parents.ContainsKey(u.Commit)));
        history.Added.Select(pair => $"{pair.Key} {pair.Value.Id}").Order(StringComparer.Ordinal).ShouldBe(files
            .Select(file => $"{file} {Repository.Git("log", "--full-history", "--no-merges", "--diff-filter=A", "--max-count=1", "--format=%H", "--", file.Value).Trim()}")
            .Where(line => !line.EndsWith(' ')).Order(StringComparer.Ordinal));
        foreach (var directory in Directories.Where(d => history.Unreached.All(r => r.Range.Id.Name != d)))
        {
            var found = history.Commits[new PackageId("npm", directory)].Select(c => c.Id).ToArray();
            var recent = history.SinceLatest[new PackageId("npm", directory)].Select(c => c.Id).ToArray();
            found.Order(StringComparer.Ordinal).ToArray().ShouldBeEquivalentTo(Expected(directory, baselines[directory]), $"seed {seed}, {directory}");
            recent.Order(StringComparer.Ordinal).ToArray().ShouldBeEquivalentTo(Expected(directory, baselines[directory], latest[directory]), $"seed {seed}, {directory} since the latest");
            recent.ShouldBe(found.Intersect(recent));
            ShouldBeInOrder(found, parents);
        }
    }

    private string[] Expected(string directory, params string?[] baselines)
    {
        string[] range = ["HEAD", .. baselines.Where(b => b is not null).Select(b => "^" + b)];
        string[] outside = [.. Directories.Where(d => d.StartsWith(directory + "/", StringComparison.Ordinal)).Select(d => $":(exclude){d}")];
        string[] arguments = ["log", "--full-history", "--sparse", "--format=%x01%H", "--name-only", "--diff-merges=combined", "--no-renames", .. range, "--", directory, .. outside];
        return [.. Repository.Git(arguments).Split('\u0001', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Where(lines => lines.Length > 1)
            .Select(lines => lines[0])
            .Order(StringComparer.Ordinal)];
    }

    private static void ShouldBeInOrder(string[] commits, Dictionary<string, string[]> parents)
    {
        for (var i = 0; i < commits.Length; i++)
        {
            var ancestors = new HashSet<string>();
            var rest = new Stack<string>(parents[commits[i]]);
            while (rest.TryPop(out var ancestor))
            {
                if (ancestors.Add(ancestor))
                {
                    Array.ForEach(parents[ancestor], rest.Push);
                }
            }

            commits[..i].ShouldAllBe(newer => !ancestors.Contains(newer));
        }
    }
}
