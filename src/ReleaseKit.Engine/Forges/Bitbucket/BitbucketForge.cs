using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.Bitbucket;

/// <summary>Bitbucket Cloud over its API 2.0. It has neither labels nor releases; files go to the repository's downloads.</summary>
internal sealed class BitbucketForge : IForge
{
    private const int LongestKey = 40;
    private const int LongestDescription = 255;
    private readonly ForgeHttp _http;
    private readonly BitbucketPullRequests _pulls;
    private readonly string _root;

    public BitbucketForge(ForgeHttp http, ForgeRepository repository)
    {
        _http = http;
        Repository = repository;
        _root = Root(repository.Path);
        _pulls = new BitbucketPullRequests(http, repository, _root);
    }

    /// <summary>What Bitbucket can do.</summary>
    public static ForgeCapabilities Abilities { get; } = new()
    {
        Labels = false, Releases = false, DraftReleases = false, Prereleases = false, Assets = true, Dispatch = true, Statuses = true,
        LongestBody = 32_768, LongestNotes = 0,
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

    public Task<bool> LabelAsync(long number, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task CommentAsync(long number, string body, CancellationToken cancellationToken) => _pulls.CommentAsync(number, body, cancellationToken);

    public Task<ForgeRelease?> FindReleaseAsync(string tag, CancellationToken cancellationToken) => Task.FromResult<ForgeRelease?>(null);

    public IAsyncEnumerable<ForgeRelease> ListReleasesAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<ForgeRelease>();

    public Task<ForgeRelease?> PutReleaseAsync(ForgeRelease release, CancellationToken cancellationToken) => Task.FromResult<ForgeRelease?>(null);

    public Task<bool> DeleteReleaseAsync(ForgeRelease release, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Downloads belong to the repository, not to a tag: the tag stands before the file's name, with hyphens for slashes.</summary>
    public async Task<bool> AttachAsync(ForgeRelease release, string name, string path, CancellationToken cancellationToken)
    {
        var (file, length) = ($"{release.Tag.Replace('/', '-')}-{name}", new FileInfo(path).Length);
        await _http.OnceAsync<object>(
            async () => await _http.ValuesAsync($"{_root}/downloads?pagelen=100", cancellationToken).AnyAsync(d => d.Text("name") == file && d.Number("size") == length, cancellationToken) ? this : null,
            async () => await _http.SendAsync(new ForgeRequest(HttpMethod.Post, $"{_root}/downloads") { Content = () => Form(file, path) }, cancellationToken),
            cancellationToken);
        return true;
    }

    /// <summary>Starts the custom pipeline that is called like the event, on the default branch, with the variable <c>RELEASEKIT_PAYLOAD</c>.</summary>
    public async Task<bool> DispatchAsync(string repository, string eventType, string payload, CancellationToken cancellationToken)
    {
        var root = Root(ForgePaths.Checked(repository));
        var body = new JsonObject
        {
            ["target"] = new JsonObject
            {
                ["type"] = "pipeline_ref_target", ["ref_type"] = "branch", ["ref_name"] = await DefaultBranchAsync(root, cancellationToken),
                ["selector"] = new JsonObject { ["type"] = "custom", ["pattern"] = eventType },
            },
            ["variables"] = new JsonArray(new JsonObject { ["key"] = "RELEASEKIT_PAYLOAD", ["value"] = payload }),
        };
        await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/pipelines/", body), cancellationToken);
        return true;
    }

    public async Task<bool> SetStatusAsync(string commit, string name, CommitState state, string description, CancellationToken cancellationToken)
    {
        var (key, wanted, text) = (ForgeText.Shorten(name, LongestKey), StateText(state), ForgeText.Shorten(description, LongestDescription));
        var statuses = $"{_root}/commit/{ForgeText.Segment(commit)}/statuses/build";
        var answer = await _http.SendAsync(ForgeRequest.Get($"{statuses}/{ForgeText.Segment(key)}", 404), cancellationToken);
        if (answer.IsSuccess && answer.Json() is var there && there.TextOrNull("state") == wanted && there.TextOrNull("description") == text)
        {
            return true;
        }

        var body = new JsonObject
        {
            ["key"] = key, ["name"] = name, ["state"] = wanted, ["description"] = text,

            // It must lead somewhere.
            ["url"] = $"{Repository.Host.AbsoluteUri.TrimEnd('/')}/{Repository.Path}/commits/{commit}",
        };
        await _http.SendAsync(ForgeRequest.Send(HttpMethod.Post, statuses, body), cancellationToken);
        return true;
    }

    private static MultipartFormDataContent Form(string name, string path)
    {
        var file = new StreamContent(File.OpenRead(path));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new MultipartFormDataContent { { file, "files", name } };
    }

    private async Task<string> DefaultBranchAsync(string root, CancellationToken cancellationToken) =>
        (await _http.SendAsync(ForgeRequest.Get(root), cancellationToken)).Json()["mainbranch"].TextOrNull("name")
        ?? throw new ReleaseException(ForgeCodes.NotFound.Create($"{Repository.Path} has no main branch on Bitbucket. Push a branch, and make it the main branch in the repository's settings."));

    private static string Root(string path) => "repositories/" + string.Join('/', path.Split('/').Select(ForgeText.Segment));

    private static string StateText(CommitState state) => state switch
    {
        CommitState.Success => "SUCCESSFUL",
        CommitState.Failure => "FAILED",
        _ => "INPROGRESS",
    };
}
