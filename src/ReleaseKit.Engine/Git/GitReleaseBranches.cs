using System.Collections.Immutable;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Release branches in git.</summary>
internal sealed class GitReleaseBranches : IReleaseBranches
{
    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;

    public GitReleaseBranches(GitClient git, RepositoryFacts facts) => (_git, _facts) = (git, facts);

    /// <inheritdoc/>
    public async Task<string> TreeAsync(string commit, CancellationToken cancellationToken) =>
        (await _git.RunAsync(["rev-parse", "--verify", "--end-of-options", commit + "^{tree}"], cancellationToken)).Output.Trim();

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> BetweenAsync(string commit, IEnumerable<string> excluded, CancellationToken cancellationToken) =>
        [.. await _git.RecordsAsync(["rev-list", "--reverse", "--topo-order", "--no-merges", commit, .. excluded.Select(e => "^" + e), "--"], '\n', cancellationToken)];

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> FirstParentsAsync(string from, string to, IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        [.. await _git.RecordsAsync(["rev-list", "--reverse", "--first-parent", "--end-of-options", to, "^" + from, "--", .. paths], '\n', cancellationToken)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> TrailersAsync(string name, string from, string to, CancellationToken cancellationToken) =>
        [
            .. (await _git.RecordsAsync(["log", $"--format=%(trailers:key={name},valueonly,unfold)", "-z", to, "^" + from, "--"], '\0', cancellationToken))
                .SelectMany(text => text.Split('\n')).Select(text => text.Trim()).Where(text => text.Length > 0),
        ];

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> ChangedAsync(string from, string to, CancellationToken cancellationToken) =>
    [
        .. (await _git.RecordsAsync(["diff-tree", "-r", "-z", "--name-only", "--no-renames", "--no-relative", from, to], '\0', cancellationToken))
            .Where(path => path.StartsWith(_facts.Prefix, StringComparison.Ordinal)).Select(path => path[_facts.Prefix.Length..]),
    ];

    /// <inheritdoc/>
    public Task<string?> ReadAsync(string commit, string path, CancellationToken cancellationToken) =>
        new GitObjects(_git).ReadFileAsync(commit, _facts.Prefix + path, cancellationToken);

    /// <inheritdoc/>
    public async Task<string> SubjectAsync(string commit, CancellationToken cancellationToken) =>
        (await _git.RunAsync(["show", "--no-patch", "--format=%s", "--end-of-options", commit], cancellationToken)).Output.Trim();

    /// <inheritdoc/>
    public async Task<string?> TagTrailerAsync(string tag, string name, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["for-each-ref", $"--format=%(contents:trailers:key={name},valueonly)", "refs/tags/" + tag], cancellationToken);
        return result.Output.Trim() is { Length: > 0 } value ? value.Split('\n')[0] : null;
    }

    /// <inheritdoc/>
    public async Task CommitEmptyAsync(string message, CancellationToken cancellationToken)
    {
        await new GitWriter(_git, _facts).RequireIdentityAsync(cancellationToken);
        await GitSigning.RunAsync(_git, ["commit", "--quiet", "--allow-empty", "--no-verify", "--cleanup=whitespace", "--file=-"], cancellationToken, message);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> PickAsync(string commit, IReadOnlySet<string> ours, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ours);
        await new GitWriter(_git, _facts).RequireIdentityAsync(cancellationToken);
        var picked = await _git.RunAsync(["cherry-pick", "--no-commit", "--end-of-options", commit], cancellationToken, null, 1, 128);
        if (!picked.Succeeded)
        {
            var conflicts = await _git.RecordsAsync(["diff", "--name-only", "-z", "--no-relative", "--diff-filter=U"], '\0', cancellationToken);
            var left = conflicts.Where(path => !ours.Contains(path)).ToArray();
            if (conflicts.Count == 0 || left.Length > 0)
            {
                await _git.RunAsync(["reset", "--hard", "--quiet", "HEAD"], cancellationToken);
                return left.Length > 0 ? left : ["(" + Core.Text.DisplayText.Line(picked.Error.Trim()) + ")"];
            }

            var kept = conflicts.Select(path => Path.GetRelativePath(_facts.Prefix.Length == 0 ? "." : _facts.Prefix, path) + '\0');
            await _git.RunAsync(["checkout", "--quiet", "--pathspec-from-file=-", "--pathspec-file-nul", "HEAD"], cancellationToken, string.Concat(kept));
        }

        if (!(await _git.RunAsync(["diff-index", "--cached", "--quiet", "HEAD"], cancellationToken, null, 1)).Succeeded)
        {
            await GitSigning.RunAsync(_git, ["commit", "--quiet", "--no-verify", "--reuse-message=" + commit], cancellationToken);
        }
        else if (await TreeAsync(commit, cancellationToken) == await TreeAsync(commit + "^", cancellationToken))
        {
            // Empty on purpose, such as one that starts checks.
            await GitSigning.RunAsync(_git, ["commit", "--quiet", "--allow-empty", "--no-verify", "--reuse-message=" + commit], cancellationToken);
        }

        return [];
    }

    /// <inheritdoc/>
    public async Task ForgetTagsAsync(IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (tags.Count > 0)
        {
            await _git.RunAsync(["update-ref", "-z", "--stdin"], cancellationToken, string.Concat(tags.Select(tag => $"delete refs/tags/{tag}\0\0")));
        }
    }

    /// <inheritdoc/>
    public async Task<RefRefusal?> UpdateAsync(string remote, IReadOnlyCollection<RefUpdate> updates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updates);
        var result = await _git.RunAsync(
            [
                "push", "--porcelain", "--atomic", "--no-verify", .. updates.Select(u => $"--force-with-lease={u.Name}:{u.Expected}"),
                "--end-of-options", remote, .. updates.Select(u => $"{u.Value}:{u.Name}"),
            ],
            cancellationToken, null, 1, 128);
        if (result.Succeeded)
        {
            return null;
        }

        // Of an atomic push every ref is refused, most of them for the sake of the others.
        var lines = result.Output.Split('\n').Where(line => line.StartsWith('!')).ToArray();
        var own = lines.Where(line => !line.Contains("atomic", StringComparison.Ordinal)).ToArray();
        var causes = own.Length > 0 ? own : lines;

        // When two pushes meet in one moment, the remote names the ref in its own words only.
        var words = own.Length > 0 ? own : [result.Error];
        return lines.Length == 0 ? throw GitRemotes.Unreachable(remote, result) : new RefRefusal(
            words.Any(text => GitRefs.Conflicts.Any(c => text.Contains(c, StringComparison.Ordinal))),
            [.. causes.Select(line => line.Split('\t')).Where(fields => fields.Length > 1).Select(fields => fields[1][(fields[1].IndexOf(':', StringComparison.Ordinal) + 1)..])],
            string.Join("; ", causes.Select(GitRemotes.Describe)) + GitRemotes.Said(result.Error));
    }
}
