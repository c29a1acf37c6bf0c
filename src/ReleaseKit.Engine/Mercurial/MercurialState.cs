using System.Collections.Immutable;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>What state a Mercurial work tree is in, besides its files.</summary>
internal sealed class MercurialState(RepositoryFacts facts) : IWorkTreeState
{
    /// <summary>Files of the repository's folder that stand for an operation, and what gives it up.</summary>
    private static readonly (string File, string Operation, string GiveUp)[] Operations =
    [
        ("rebasestate", "a rebase", "hg rebase --abort"),
        ("graftstate", "a graft", "hg graft --abort"),
        ("histedit-state", "a history edit", "hg histedit --abort"),
        ("shelvedstate", "an unshelve", "hg unshelve --abort"),
        ("bisect.state", "a bisection", "hg bisect --reset"),
        ("updatestate", "an update", "hg update --clean ."),
        (Path.Combine("merge", "state2"), "a merge", "hg merge --abort"),
    ];

    /// <inheritdoc/>
    public string? IndexLock => Path.Combine(facts.GitDirectory, "wlock") is var path && (File.Exists(path) || new FileInfo(path).LinkTarget is not null) ? path : null;

    /// <inheritdoc/>
    public (string Operation, string GiveUp)? Unfinished()
    {
        foreach (var (file, operation, giveUp) in Operations)
        {
            if (File.Exists(Path.Combine(facts.GitDirectory, file)))
            {
                return (operation, giveUp);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public Task<(int Ahead, int Behind)?> UpstreamAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(int Ahead, int Behind)?>(null); // Nothing of the other side is known without asking it, which the push does.

    /// <inheritdoc/>
    public async Task<LeftOut> LeftOutAsync(CancellationToken cancellationToken) => LeftOut.None with { Submodules = await SubrepositoriesAsync(cancellationToken) };

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> EmptySubmodulesAsync(CancellationToken cancellationToken) =>
    [
        .. (await SubrepositoriesAsync(cancellationToken)).Where(path =>
            !Directory.Exists(Path.Combine(facts.TopLevel, facts.Prefix, path)) || !Directory.EnumerateFileSystemEntries(Path.Combine(facts.TopLevel, facts.Prefix, path)).Any()),
    ];

    private async Task<ImmutableArray<string>> SubrepositoriesAsync(CancellationToken cancellationToken)
    {
        // ".hgsub" has "path = source" for each.
        var list = Path.Combine(facts.TopLevel, ".hgsub");
        var lines = File.Exists(list) ? await File.ReadAllLinesAsync(list, cancellationToken) : [];
        return
        [
            .. lines.TakeWhile(line => !line.StartsWith('[')).Select(line => line.Split('=', 2)).Where(fields => fields.Length == 2 && !fields[0].StartsWith('#'))
                .Select(fields => fields[0].Trim()).Where(path => path.StartsWith(facts.Prefix, StringComparison.Ordinal)).Select(path => path[facts.Prefix.Length..])
                .Order(StringComparer.Ordinal),
        ];
    }
}
