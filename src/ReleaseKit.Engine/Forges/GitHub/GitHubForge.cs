using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.GitHub;

/// <summary>GitHub and GitHub Enterprise over REST, version 2022-11-28.</summary>
internal sealed class GitHubForge : IForge
{
    private const int LongestDescription = 140;
    private readonly ForgeHttp _http;
    private readonly GitHubPullRequests _pulls;
    private readonly GitHubIssues _issues;
    private readonly GitHubReleases _releases;
    private readonly string _root;

    public GitHubForge(ForgeHttp http, ForgeRepository repository)
    {
        _http = http;
        Repository = repository;
        _root = Root(repository.Path);
        _pulls = new GitHubPullRequests(http, repository, _root);
        _issues = new GitHubIssues(http, _root);
        _releases = new GitHubReleases(http, _root);
    }

    /// <summary>What GitHub can do. A description is a MySQL column of 262,144 bytes, cut off by validation at 65,536 characters; notes have 125,000.</summary>
    public static ForgeCapabilities Abilities { get; } = new()
    {
        Labels = true, Releases = true, DraftReleases = true, Prereleases = true, Assets = true, Dispatch = true, Statuses = true,
        LongestBody = 65_536, LongestNotes = 125_000,
    };

    /// <summary>Headers of every request.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Headers { get; } =
        [new("Accept", "application/vnd.github+json"), new("X-GitHub-Api-Version", "2022-11-28")];

    public ForgeRepository Repository { get; }

    public ForgeCapabilities Capabilities => Abilities;

    public async Task<string> DefaultBranchAsync(CancellationToken cancellationToken) =>
        (await _http.SendAsync(ForgeRequest.Get(_root), cancellationToken)).Json().Text("default_branch");

    public Task<PullRequest?> FindAsync(long number, CancellationToken cancellationToken) => _pulls.FindAsync(number, cancellationToken);

    public IAsyncEnumerable<PullRequest> ListAsync(PullRequestState? state, string? head, string? target, CancellationToken cancellationToken) =>
        _pulls.ListAsync(state, head, target, cancellationToken);

    public Task<ImmutableArray<PullRequest>> OfCommitAsync(string commit, CancellationToken cancellationToken) => _pulls.OfCommitAsync(commit, cancellationToken);

    public Task<PullRequest> OpenAsync(string head, string target, string title, string body, bool draft, CancellationToken cancellationToken) =>
        _pulls.OpenAsync(head, target, title, body, draft, cancellationToken);

    public Task<PullRequest> ChangeAsync(long number, PullRequestChange change, CancellationToken cancellationToken) => _pulls.ChangeAsync(number, change, cancellationToken);

    public Task<PullRequest> MergeAsync(long number, string headCommit, MergeMethod method, CancellationToken cancellationToken) =>
        _pulls.MergeAsync(number, headCommit, method, cancellationToken);

    public Task<bool> LabelAsync(long number, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellationToken) =>
        _issues.LabelAsync(number, add, remove, cancellationToken);

    public Task CommentAsync(long number, string body, CancellationToken cancellationToken) => _issues.CommentAsync(number, body, cancellationToken);

    public Task<ForgeRelease?> FindReleaseAsync(string tag, CancellationToken cancellationToken) => _releases.FindAsync(tag, cancellationToken);

    public IAsyncEnumerable<ForgeRelease> ListReleasesAsync(CancellationToken cancellationToken) => _releases.ListAsync(cancellationToken);

    public Task<ForgeRelease?> PutReleaseAsync(ForgeRelease release, CancellationToken cancellationToken) => _releases.PutAsync(release, cancellationToken);

    public Task<bool> DeleteReleaseAsync(ForgeRelease release, CancellationToken cancellationToken) => _releases.DeleteAsync(release, cancellationToken);

    public Task<bool> AttachAsync(ForgeRelease release, string name, string path, CancellationToken cancellationToken) =>
        _releases.AttachAsync(release, name, path, cancellationToken);

    public async Task<bool> DispatchAsync(string repository, string eventType, string payload, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["event_type"] = eventType, ["client_payload"] = JsonNode.Parse(payload) };
        await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{Root(ForgePaths.Checked(repository))}/dispatches", body), cancellationToken);
        return true;
    }

    public async Task<bool> SetStatusAsync(string commit, string name, CommitState state, string description, CancellationToken cancellationToken)
    {
        var wanted = (State: StateText(state), Description: ForgeText.Shorten(description, LongestDescription));
        var combined = (await _http.SendAsync(ForgeRequest.Get($"{_root}/commits/{ForgeText.Segment(commit)}/status?per_page=100"), cancellationToken)).Json();
        if (combined["statuses"].Items().Any(s => s.Text("context") == name && s.Text("state") == wanted.State && s.TextOrNull("description") == wanted.Description))
        {
            return true;
        }

        var body = new JsonObject { ["state"] = wanted.State, ["context"] = name, ["description"] = wanted.Description };
        await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{_root}/statuses/{ForgeText.Segment(commit)}", body), cancellationToken);
        return true;
    }

    private static string Root(string path) => "repos/" + string.Join('/', path.Split('/').Select(ForgeText.Segment));

    private static string StateText(CommitState state) => state switch
    {
        CommitState.Success => "success",
        CommitState.Failure => "failure",
        _ => "pending",
    };
}
