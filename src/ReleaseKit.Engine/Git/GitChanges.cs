using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Tells what a branch changes, seen from where it left another one.</summary>
internal sealed class GitChanges
{
    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;

    public GitChanges(GitClient git, RepositoryFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <summary>The changes since a revision.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHECK-SINCE</c>: it names no commit, or none that shares history with HEAD.</exception>
    public async Task<BranchChanges> SinceAsync(string revision, CancellationToken cancellationToken)
    {
        var target = await _git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], cancellationToken, null, 1, 128);
        if (!target.Succeeded)
        {
            throw new ReleaseException(CheckCodes.Since.Create(
                $"'{DisplayText.Line(revision)}' names no commit here. Fetch the branch (git fetch origin), or set ReleaseSince to another one such as origin/main."));
        }

        var result = await _git.RunAsync(["merge-base", target.Output.Trim(), _facts.Head], cancellationToken, null, 1);
        if (!result.Succeeded)
        {
            throw new ReleaseException(CheckCodes.Since.Create(
                $"'{DisplayText.Line(revision)}' and the commit that is checked out share no history here. Run git fetch --unshallow, or set fetch-depth: 0 in CI."));
        }

        var start = result.Output.Trim();
        var changed = await _git.RecordsAsync(["diff", "--name-only", "-z", "--no-renames", "--no-relative", "--ignore-submodules=all", start, "--"], '\0', cancellationToken);
        var untracked = await _git.RecordsAsync(["ls-files", "-z", "--others", "--exclude-standard"], '\0', cancellationToken);
        var paths = changed.Where(path => path.StartsWith(_facts.Prefix, StringComparison.Ordinal)).Select(path => path[_facts.Prefix.Length..]).Concat(untracked);
        return new BranchChanges(start, [.. paths.Where(path => !path.EndsWith('/') && !path.Contains('\\', StringComparison.Ordinal)).Select(RelativePath.Parse).Distinct().Order()]);
    }
}
