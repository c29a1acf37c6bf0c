using System.Collections.Immutable;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>A forge without HTTP over a bare repository: it really merges, and keeps the rest in memory. What the adapters do is proven elsewhere.</summary>
internal sealed class MemoryForge(ScratchDirectory scratch, string remote) : IForge
{
    private int _merges;

    public List<PullRequest> PullRequests { get; } = [];

    public List<ForgeRelease> Releases { get; } = [];

    public List<(long Number, string Body)> Comments { get; } = [];

    public List<(string Repository, string Event, string Payload)> Dispatches { get; } = [];

    public List<(string Commit, string Name, CommitState State, string Text)> Statuses { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>Runs before every call, with its name.</summary>
    public Action<string> Before { get; set; } = _ => { };

    public string Main { get; set; } = "main";

    public ForgeRepository Repository { get; init; } = new(ForgeKind.GitHub, new Uri("https://github.test"), "acme/widgets");

    public ForgeCapabilities Capabilities { get; init; } = new()
    {
        Labels = true, Releases = true, DraftReleases = true, Prereleases = true, Assets = true, Dispatch = true, Statuses = true, LongestBody = 65_536, LongestNotes = 125_000,
    };

    public PullRequest Only => PullRequests.ShouldHaveSingleItem();

    public void Edit(Func<string, string> change, long number = 1) => Replace(Find(number) with { Body = change(Find(number).Body) });

    public PullRequest Merge(MergeMethod method, long number = 1)
    {
        var page = Find(number);
        var clone = scratch.File($"merge {++_merges}");
        GitRepositoryBuilder.Init(scratch.File($"init {_merges}")).Git("clone", "--quiet", remote, clone);
        var git = GitRepositoryBuilder.Open(clone).MoveClock(86_400 * _merges);
        git.Git("checkout", "--quiet", "-B", page.Base, "origin/" + page.Base);
        var head = "origin/" + page.Head;
        switch (method)
        {
            case MergeMethod.Merge:
                git.Merge(head, $"Merge pull request #{number}");
                break;
            case MergeMethod.Squash:
                git.Git("merge", "--quiet", "--squash", head);
                git.Commit($"{page.Title} (#{number})");
                break;
            default:
                git.Git("checkout", "--quiet", "-B", "rebased", head);
                git.Git("rebase", "--quiet", "--force-rebase", "origin/" + page.Base);
                git.Git("checkout", "--quiet", page.Base);
                git.Git("merge", "--quiet", "--ff-only", "rebased");
                break;
        }

        git.Git("push", "--quiet", "origin", page.Base);
        git.Git("push", "--quiet", "origin", "--delete", page.Head);
        return Replace(page with { State = PullRequestState.Merged, MergeCommit = git.Head() });
    }

    public void Close(long number = 1) => Replace(Find(number) with { State = PullRequestState.Closed });

    public Task<string> DefaultBranchAsync(CancellationToken cancellationToken) => Done("DefaultBranch", Main);

    public Task<PullRequest?> FindAsync(long number, CancellationToken cancellationToken) => Done("Find", PullRequests.FirstOrDefault(p => p.Number == number));

    public async IAsyncEnumerable<PullRequest> ListAsync(
        PullRequestState? state, string? head, string? target, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in await Done("List", PullRequests.Where(p => (state is null || p.State == state) && (head is null || p.Head == head) && (target is null || p.Base == target)).Reverse().ToArray()))
        {
            yield return page;
        }
    }

    public Task<ImmutableArray<PullRequest>> OfCommitAsync(string commit, CancellationToken cancellationToken) =>
        Done("OfCommit", PullRequests.Where(p => p.MergeCommit == commit).ToImmutableArray());

    public Task<PullRequest> OpenAsync(string head, string target, string title, string body, bool draft, CancellationToken cancellationToken)
    {
        Before("Open");
        Calls.Add("Open");
        lock (PullRequests)
        {
            return Task.FromResult(PullRequests.FirstOrDefault(p => p.State == PullRequestState.Open && p.Head == head && p.Base == target) ?? New(head, target, title, body, draft));
        }
    }

    private PullRequest New(string head, string target, string title, string body, bool draft)
    {

        var page = new PullRequest
        {
            Number = PullRequests.Count + 1, Url = $"https://github.test/acme/widgets/pull/{PullRequests.Count + 1}", Title = title, Body = body.Replace("\n", "\r\n", StringComparison.Ordinal),
            Head = head, Base = target, State = PullRequestState.Open, IsDraft = draft,
        };
        PullRequests.Add(page);
        return page;
    }

    public Task<PullRequest> ChangeAsync(long number, PullRequestChange change, CancellationToken cancellationToken)
    {
        Before("Change");
        Calls.Add("Change");
        var page = Find(number);
        return Task.FromResult(Replace(page with { Title = change.Title ?? page.Title, Body = change.Body ?? page.Body, Base = change.Base ?? page.Base, State = change.State ?? page.State }));
    }

    public Task<PullRequest> MergeAsync(long number, string headCommit, MergeMethod method, CancellationToken cancellationToken) => Task.FromResult(Merge(method, number));

    public Task<bool> LabelAsync(long number, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellationToken)
    {
        Before("Label");
        Calls.Add("Label");
        var page = Find(number);
        Replace(page with { Labels = [.. page.Labels.Except(remove).Union(add).Order(StringComparer.Ordinal)] });
        return Task.FromResult(true);
    }

    public Task CommentAsync(long number, string body, CancellationToken cancellationToken)
    {
        Before("Comment");
        Calls.Add("Comment");
        if (Comments.LastOrDefault(c => c.Number == number).Body != body)
        {
            Comments.Add((number, body));
        }

        return Task.CompletedTask;
    }

    public Task<ForgeRelease?> FindReleaseAsync(string tag, CancellationToken cancellationToken) => Done("FindRelease", Releases.FirstOrDefault(r => r.Tag == tag));

    public async IAsyncEnumerable<ForgeRelease> ListReleasesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var release in await Done("ListReleases", Releases.ToArray()))
        {
            yield return release;
        }
    }

    public Task<ForgeRelease?> PutReleaseAsync(ForgeRelease release, CancellationToken cancellationToken)
    {
        Before("PutRelease");
        Calls.Add("PutRelease");
        if (!Capabilities.Releases)
        {
            return Task.FromResult<ForgeRelease?>(null);
        }

        var old = Releases.FirstOrDefault(r => r.Tag == release.Tag);
        Releases.RemoveAll(r => r.Tag == release.Tag);
        Releases.Add(release with { Id = old?.Id ?? $"{Releases.Count + 1}", Assets = old?.Assets ?? [] });
        return Task.FromResult<ForgeRelease?>(Releases[^1]);
    }

    public Task<bool> DeleteReleaseAsync(ForgeRelease release, CancellationToken cancellationToken) => Done("DeleteRelease", Releases.RemoveAll(r => r.Tag == release.Tag) > 0);

    public Task<bool> AttachAsync(ForgeRelease release, string name, string path, CancellationToken cancellationToken)
    {
        Before("Attach");
        Calls.Add("Attach");
        File.Exists(path).ShouldBeTrue();
        var index = Releases.FindIndex(r => r.Tag == release.Tag);
        Releases[index] = Releases[index] with { Assets = [.. Releases[index].Assets.Union([name])] };
        return Task.FromResult(true);
    }

    public Task<bool> DispatchAsync(string repository, string eventType, string payload, CancellationToken cancellationToken)
    {
        Before("Dispatch");
        Dispatches.Add((repository, eventType, payload));
        return Task.FromResult(true);
    }

    public Task<bool> SetStatusAsync(string commit, string name, CommitState state, string description, CancellationToken cancellationToken)
    {
        Before("SetStatus");
        if (!Statuses.Contains((commit, name, state, description)))
        {
            Calls.Add("SetStatus");
            Statuses.RemoveAll(s => s.Commit == commit && s.Name == name);
            Statuses.Add((commit, name, state, description));
        }

        return Task.FromResult(true);
    }

    private PullRequest Find(long number) => PullRequests.First(p => p.Number == number);

    private PullRequest Replace(PullRequest page)
    {
        lock (PullRequests)
        {
            PullRequests[PullRequests.FindIndex(p => p.Number == page.Number)] = page;
        }

        return page;
    }

    private Task<T> Done<T>(string name, T value)
    {
        Before(name);
        return Task.FromResult(value);
    }
}
