using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.Gitea;

/// <summary>Gitea and Forgejo over their API v1.</summary>
internal sealed class GiteaForge : IForge
{
    private const int LongestDescription = 255;
    private readonly ForgeHttp _http;
    private readonly GiteaPullRequests _pulls;
    private readonly GiteaIssues _issues;
    private readonly GiteaReleases _releases;
    private readonly string _root;

    public GiteaForge(ForgeHttp http, ForgeRepository repository)
    {
        _http = http;
        Repository = repository;
        _root = Root(repository.Path);
        _pulls = new GiteaPullRequests(http, repository, _root);
        _issues = new GiteaIssues(http, _root);
        _releases = new GiteaReleases(http, _root);
    }

    /// <summary>What Gitea can do. Notes are a column of 65,535 bytes where the database is MySQL; descriptions are kept to the same.</summary>
    public static ForgeCapabilities Abilities { get; } = new()
    {
        Labels = true, Releases = true, DraftReleases = true, Prereleases = true, Assets = true, Dispatch = true, Statuses = true,
        LongestBody = 65_535, LongestNotes = 65_535,
    };

    public ForgeRepository Repository { get; }

    public ForgeCapabilities Capabilities => Abilities;

    public Task<string> DefaultBranchAsync(CancellationToken cancellationToken) => DefaultBranchAsync(_root, cancellationToken);

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

    /// <summary>There is no event for other repositories: the workflow <c>&lt;event&gt;.yml</c> of the default branch is started, with the payload as its input <c>payload</c>.</summary>
    public async Task<bool> DispatchAsync(string repository, string eventType, string payload, CancellationToken cancellationToken)
    {
        var root = Root(ForgePaths.Checked(repository));
        var body = new JsonObject
        {
            ["ref"] = await DefaultBranchAsync(root, cancellationToken),
            ["inputs"] = new JsonObject { ["payload"] = payload },
        };
        await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/actions/workflows/{ForgeText.Segment(eventType + ".yml")}/dispatches", body), cancellationToken);
        return true;
    }

    public async Task<bool> SetStatusAsync(string commit, string name, CommitState state, string description, CancellationToken cancellationToken)
    {
        var wanted = (State: StateText(state), Description: ForgeText.Shorten(description, LongestDescription));
        var combined = (await _http.SendAsync(ForgeRequest.Get($"{_root}/commits/{ForgeText.Segment(commit)}/status"), cancellationToken)).Json();
        if (!combined["statuses"].IsNull &&
            combined["statuses"].Items().Any(s => s.TextOrNull("context") == name && s.TextOrNull("status") == wanted.State && s.TextOrNull("description") == wanted.Description))
        {
            return true;
        }

        var body = new JsonObject { ["state"] = wanted.State, ["context"] = name, ["description"] = wanted.Description };
        await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{_root}/statuses/{ForgeText.Segment(commit)}", body), cancellationToken);
        return true;
    }

    private async Task<string> DefaultBranchAsync(string root, CancellationToken cancellationToken) =>
        (await _http.SendAsync(ForgeRequest.Get(root), cancellationToken)).Json().Text("default_branch");

    private static string Root(string path) => "repos/" + string.Join('/', path.Split('/').Select(ForgeText.Segment));

    private static string StateText(CommitState state) => state switch
    {
        CommitState.Success => "success",
        CommitState.Failure => "failure",
        _ => "pending",
    };
}
