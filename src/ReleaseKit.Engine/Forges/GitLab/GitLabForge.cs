using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.GitLab;

/// <summary>GitLab over its API v4.</summary>
internal sealed class GitLabForge : IForge
{
    /// <summary>The header of a job's own token, which may start pipelines by their trigger only.</summary>
    public const string JobHeader = "JOB-TOKEN";

    private const int LongestDescription = 255;
    private readonly ForgeHttp _http;
    private readonly GitLabMergeRequests _requests;
    private readonly GitLabReleases _releases;
    private readonly string _root;

    public GitLabForge(ForgeHttp http, TimeProvider time, ForgeRepository repository)
    {
        _http = http;
        Repository = repository;
        _root = Root(repository.Path);
        _requests = new GitLabMergeRequests(http, time, repository, _root);
        _releases = new GitLabReleases(http, _root);
    }

    /// <summary>What GitLab can do. Releases have neither drafts nor a mark for prereleases: a date to come, which GitLab shows as "upcoming", says neither.</summary>
    public static ForgeCapabilities Abilities { get; } = new()
    {
        Labels = true, Releases = true, DraftReleases = false, Prereleases = false, Assets = true, Dispatch = true, Statuses = true,
        LongestBody = 1_048_576, LongestNotes = 1_000_000,
    };

    public ForgeRepository Repository { get; }

    public ForgeCapabilities Capabilities => Abilities;

    public Task<string> DefaultBranchAsync(CancellationToken cancellationToken) => DefaultBranchAsync(_root, cancellationToken);

    public Task<PullRequest?> FindAsync(long number, CancellationToken cancellationToken) => _requests.FindAsync(number, cancellationToken);

    public IAsyncEnumerable<PullRequest> ListAsync(PullRequestState? state, string? head, string? target, CancellationToken cancellationToken) =>
        _requests.ListAsync(state, head, target, cancellationToken);

    public Task<ImmutableArray<PullRequest>> OfCommitAsync(string commit, CancellationToken cancellationToken) => _requests.OfCommitAsync(commit, cancellationToken);

    public Task<PullRequest> OpenAsync(string head, string target, string title, string body, bool draft, CancellationToken cancellationToken) =>
        _requests.OpenAsync(head, target, title, body, draft, cancellationToken);

    public Task<PullRequest> ChangeAsync(long number, PullRequestChange change, CancellationToken cancellationToken) => _requests.ChangeAsync(number, change, cancellationToken);

    public Task<PullRequest> MergeAsync(long number, string headCommit, MergeMethod method, CancellationToken cancellationToken) =>
        _requests.MergeAsync(number, headCommit, method, cancellationToken);

    public Task<bool> LabelAsync(long number, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellationToken) =>
        _requests.LabelAsync(number, add, remove, cancellationToken);

    public Task CommentAsync(long number, string body, CancellationToken cancellationToken) => _requests.CommentAsync(number, body, cancellationToken);

    public Task<ForgeRelease?> FindReleaseAsync(string tag, CancellationToken cancellationToken) => _releases.FindAsync(tag, cancellationToken);

    public IAsyncEnumerable<ForgeRelease> ListReleasesAsync(CancellationToken cancellationToken) => _releases.ListAsync(cancellationToken);

    public Task<ForgeRelease?> PutReleaseAsync(ForgeRelease release, CancellationToken cancellationToken) => _releases.PutAsync(release, cancellationToken);

    public Task<bool> DeleteReleaseAsync(ForgeRelease release, CancellationToken cancellationToken) => _releases.DeleteAsync(release, cancellationToken);

    public Task<bool> AttachAsync(ForgeRelease release, string name, string path, CancellationToken cancellationToken) =>
        _releases.AttachAsync(release, name, path, cancellationToken);

    /// <summary>Starts a pipeline of the default branch with the variables <c>RELEASEKIT_EVENT</c> and <c>RELEASEKIT_PAYLOAD</c>.</summary>
    public async Task<bool> DispatchAsync(string repository, string eventType, string payload, CancellationToken cancellationToken)
    {
        var root = Root(ForgePaths.Checked(repository));
        if (_http.Endpoint.Account is { Header: JobHeader } job)
        {
            // A job's token may not read another project; it may start its pipeline, where that project's settings let it.
            var trigger = new JsonObject
            {
                ["token"] = job.Secret.Reveal(), ["ref"] = "HEAD",
                ["variables"] = new JsonObject { ["RELEASEKIT_EVENT"] = eventType, ["RELEASEKIT_PAYLOAD"] = payload },
            };
            await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/trigger/pipeline", trigger), cancellationToken);
            return true;
        }

        var body = new JsonObject
        {
            ["ref"] = await DefaultBranchAsync(root, cancellationToken),
            ["variables"] = new JsonArray(Variable("RELEASEKIT_EVENT", eventType), Variable("RELEASEKIT_PAYLOAD", payload)),
        };
        await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/pipeline", body), cancellationToken);
        return true;
    }

    public async Task<bool> SetStatusAsync(string commit, string name, CommitState state, string description, CancellationToken cancellationToken)
    {
        var wanted = (State: StateText(state), Description: ForgeText.Shorten(description, LongestDescription));
        var statuses = $"{_root}/repository/commits/{ForgeText.Segment(commit)}/statuses?name={ForgeText.Segment(name)}&per_page=100";
        var last = await _http.ListAsync(statuses, cancellationToken).Where(s => s.Text("name") == name).OrderByDescending(s => s.Number("id")).Select(s => (ForgeValue?)s).FirstOrDefaultAsync(cancellationToken);
        if (last is { } there && there.Text("status") == wanted.State && there.TextOrNull("description") == wanted.Description)
        {
            return true;
        }

        var body = new JsonObject { ["state"] = wanted.State, ["name"] = name, ["description"] = wanted.Description };
        await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{_root}/statuses/{ForgeText.Segment(commit)}", body), cancellationToken);
        return true;
    }

    private static JsonObject Variable(string key, string value) => new() { ["key"] = key, ["value"] = value };

    private async Task<string> DefaultBranchAsync(string root, CancellationToken cancellationToken) =>
        (await _http.SendAsync(ForgeRequest.Get(root), cancellationToken)).Json().TextOrNull("default_branch")
        ?? throw new ReleaseException(ForgeCodes.NotFound.Create($"{ForgeRefusal.Show(_http.Endpoint.Api)}: {Repository.Path} has no default branch, or the token may not see it. Push a branch, or give the token the right to read the repository."));

    private static string Root(string path) => "projects/" + ForgeText.Segment(path);

    private static string StateText(CommitState state) => state switch
    {
        CommitState.Success => "success",
        CommitState.Failure => "failed",
        _ => "pending",
    };
}
