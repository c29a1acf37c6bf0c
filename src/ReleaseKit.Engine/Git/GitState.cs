using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>What state a work tree is in, besides its files: operations that are half done, its distance from upstream, submodules.</summary>
public sealed partial class GitState : IWorkTreeState
{
    private const string Submodule = "160000 ";

    /// <summary>Files of the git directory that stand for an operation, and what gives it up.</summary>
    private static readonly (string File, string Operation, string GiveUp)[] Operations =
    [
        ("rebase-merge", "a rebase", "git rebase --abort"),
        ("rebase-apply/applying", "git am", "git am --abort"),
        ("rebase-apply", "a rebase", "git rebase --abort"),
        ("MERGE_HEAD", "a merge", "git merge --abort"),
        ("CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick --abort"),
        ("REVERT_HEAD", "a revert", "git revert --abort"),
    ];

    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;

    internal GitState(GitClient git, RepositoryFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <inheritdoc/>
    public string? IndexLock => Path.Combine(_facts.GitDirectory, "index.lock") is var path && File.Exists(path) ? path : null;

    /// <inheritdoc/>
    public (string Operation, string GiveUp)? Unfinished()
    {
        foreach (var (file, operation, giveUp) in Operations)
        {
            if (Path.Exists(Path.Combine(_facts.GitDirectory, file)))
            {
                return (operation, giveUp);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<(int Ahead, int Behind)?> UpstreamAsync(CancellationToken cancellationToken)
    {
        if (_facts.Branch is null)
        {
            return null;
        }

        var result = await _git.RunAsync(["for-each-ref", "--format=%(upstream)%00%(upstream:track,nobracket)", "refs/heads/" + _facts.Branch], cancellationToken);
        return result.Output.Trim('\n').Split('\0') is [{ Length: > 0 }, var track] && track != "gone" ? (Count(Ahead().Match(track)), Count(BehindUpstream().Match(track))) : null;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> EmptySubmodulesAsync(CancellationToken cancellationToken)
    {
        var root = Path.Combine(_facts.TopLevel, _facts.Prefix);
        return [.. (await LeftOutAsync(cancellationToken)).Submodules.Where(path => !Path.Exists(Path.Combine(root, path, ".git")))];
    }

    /// <inheritdoc/>
    public async Task<LeftOut> LeftOutAsync(CancellationToken cancellationToken)
    {
        // Most repositories have neither, which two looks at files tell without a process.
        if (!File.Exists(Path.Combine(_facts.TopLevel, ".gitmodules")) && !File.Exists(Path.Combine(_facts.GitDirectory, "info", "sparse-checkout")))
        {
            return LeftOut.None;
        }

        // "H 100644 <id> 0<tab>path"; S for a file outside the sparse checkout.
        var entries = await _git.RecordsAsync(["ls-files", "-z", "-t", "--stage"], '\0', cancellationToken);
        string[] Paths(Func<string, bool> wanted) => [.. entries.Where(wanted).Select(e => e[(e.IndexOf('\t', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new LeftOut([.. Paths(e => e.AsSpan(2).StartsWith(Submodule, StringComparison.Ordinal))], [.. Paths(e => e[0] == 'S' && !e.AsSpan(2).StartsWith(Submodule, StringComparison.Ordinal))]);
    }

    private static int Count(Match match) => match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("ahead ([0-9]+)")]
    private static partial Regex Ahead();

    [GeneratedRegex("behind ([0-9]+)")]
    private static partial Regex BehindUpstream();
}
