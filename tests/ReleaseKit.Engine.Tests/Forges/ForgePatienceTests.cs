using System.Net;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Forges.Bitbucket;
using ReleaseKit.Engine.Forges.Gitea;
using ReleaseKit.Engine.Forges.GitHub;
using ReleaseKit.Engine.Forges.GitLab;
using ReleaseKit.Engine.Tests.Http;

namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>What the loopback forges never do, and the real ones do: make up their mind slowly, lack a feature in one plan, and link commits.</summary>
public sealed class ForgePatienceTests
{
    private const string GiteaPull = """{"number":1,"html_url":"u","title":"t","body":"","state":"STATE","merged":MERGED,"merge_commit_sha":"abc","head":{"ref":"h","sha":"s","repo_id":1},"base":{"ref":"main","repo_id":1},"labels":[]}""";
    private const string GitLabRequest = """{"iid":1,"web_url":"u","title":"t","description":"","state":"STATE","source_branch":"h","target_branch":"main","source_project_id":1,"target_project_id":1,"sha":"s","merge_commit_sha":"abc","labels":[],"detailed_merge_status":"STATUS","rebase_in_progress":REBASING,"merge_error":ERROR}""";

    private readonly StillTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GiteaIsAskedAgainWhileItChecks()
    {
        var open = GiteaPull.Replace("STATE", "open").Replace("MERGED", "false");
        var transport = new ScriptedTransport(
            Json(200, open), Json(405, """{"message":"Please try again later"}"""), Json(405, """{"message":"Please try again later"}"""), Json(200, ""),
            Json(200, GiteaPull.Replace("STATE", "closed").Replace("MERGED", "true")));
        (await Gitea(transport).MergeAsync(1, "s", MergeMethod.Merge, Cancellation)).MergeCommit.ShouldBe("abc");
        _time.Waits.ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public async Task GiteaThatNeverFindsOutIsRefused()
    {
        var transport = new ScriptedTransport(Json(200, GiteaPull.Replace("STATE", "open").Replace("MERGED", "false")), Json(405, """{"message":"Please try again later"}"""));
        await Coded.ThrowsAsync(ForgeCodes.Refused, () => Gitea(transport).MergeAsync(1, "s", MergeMethod.Merge, Cancellation));
        _time.Waits.Count.ShouldBe(30);
    }

    [Fact]
    public async Task GitLabIsAskedAgainWhileItChecks()
    {
        var open = Request("opened", "checking");
        var transport = new ScriptedTransport(Json(200, open), Json(200, open), Json(405, "{}"), Json(200, open), Json(200, open), Json(200, Request("merged", "not_open")));
        (await GitLab(transport).MergeAsync(1, "s", MergeMethod.Squash, Cancellation)).State.ShouldBe(PullRequestState.Merged);
        _time.Waits.ShouldBe([TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public async Task GitLabsRebaseIsWaitedFor()
    {
        var transport = new ScriptedTransport(
            Json(200, Request("opened", "mergeable")), Json(202, "{}"), Json(200, Request("opened", "checking", rebasing: true)), Json(200, Request("opened", "mergeable")),
            Json(200, Request("opened", "mergeable")), Json(200, Request("merged", "not_open")));
        await GitLab(transport).MergeAsync(1, "s", MergeMethod.Rebase, Cancellation);
        _time.Waits.ShouldBe([TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public async Task GitLabsFailedRebaseIsRefused()
    {
        var transport = new ScriptedTransport(Json(200, Request("opened", "mergeable")), Json(202, "{}"), Json(200, Request("opened", "conflict", error: "\"Rebase failed\"")));
        (await Coded.ThrowsAsync(ForgeCodes.Refused, () => GitLab(transport).MergeAsync(1, "s", MergeMethod.Rebase, Cancellation))).Message.ShouldContain("Rebase failed");
    }

    [Fact]
    public async Task TokenOfAJobStartsPipelinesByTheirTrigger()
    {
        var transport = new ScriptedTransport(Json(201, "{}"));
        var forge = new GitLabForge(Http(transport, new ForgeAccount("JOB-TOKEN", "", new Secret("job-0123456789", "CI_JOB_TOKEN"))), _time, Repository(ForgeKind.GitLab));
        (await forge.DispatchAsync("acme/other", "releasekit", "{}", Cancellation)).ShouldBeTrue();
        transport.Requests.ShouldHaveSingleItem().Address.AbsoluteUri.ShouldBe("https://git.test/projects/acme%2Fother/trigger/pipeline");
    }

    [Fact]
    public async Task DraftIsOpenedAsNoneWhereThePlanHasNoDrafts()
    {
        const string Opened = """{"number":1,"html_url":"u","title":"t","body":null,"state":"open","head":{"ref":"h","sha":"s","repo":{"full_name":"acme/widgets"}},"base":{"ref":"main","repo":{"full_name":"acme/widgets"}},"labels":[],"draft":false}""";
        var transport = new ScriptedTransport(Json(200, "[]"), Json(422, """{"message":"Draft pull requests are not supported in this repository."}"""), Json(201, Opened));
        (await new GitHubForge(Http(transport), Repository(ForgeKind.GitHub)).OpenAsync("h", "main", "t", "", draft: true, Cancellation)).IsDraft.ShouldBeFalse();
    }

    [Fact]
    public async Task LinksOfBitbucketAreFollowed()
    {
        const string Pull = """{"id":7,"title":"t","description":"","state":"OPEN","draft":false,"links":{"html":{"href":"u"}},"source":{"branch":{"name":"h"},"commit":{"hash":"abc"},"repository":{"full_name":"acme/widgets"}},"destination":{"branch":{"name":"main"},"repository":{"full_name":"acme/widgets"}}}""";
        var transport = new ScriptedTransport(Json(200, """{"values":[{"id":7,"title":"t"}]}"""), Json(200, Pull));
        (await new BitbucketForge(Http(transport), Repository(ForgeKind.Bitbucket)).OfCommitAsync("abc", Cancellation)).ShouldHaveSingleItem().Number.ShouldBe(7);
    }

    [Theory]
    [InlineData("v1.0.0", "v1.0.0")]
    [InlineData("npm/@acme/core@1.0.0", "npm--acme-core-1.0.0-")]
    [InlineData("a..b", "a.b-")]
    public void TagIsAVersionOfAPackage(string tag, string version)
    {
        GitLabReleases.Version(tag).ShouldStartWith(version);
        GitLabReleases.Version(tag).ShouldMatch(@"\A(\.?[\w\+-]+\.?)+\z");
    }

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Json(int status, string body) =>
        ScriptedTransport.Status((HttpStatusCode)status, r => r.Content = new StringContent(body, Encoding.UTF8, "application/json"));

    private static string Request(string state, string status, bool rebasing = false, string error = "null") =>
        GitLabRequest.Replace("STATE", state).Replace("STATUS", status).Replace("REBASING", rebasing ? "true" : "false").Replace("ERROR", error);

    private static ForgeRepository Repository(ForgeKind kind) => new(kind, new Uri("https://git.test"), "acme/widgets");

    private GiteaForge Gitea(ScriptedTransport transport) => new(Http(transport), Repository(ForgeKind.Gitea));

    private GitLabForge GitLab(ScriptedTransport transport) => new(Http(transport), _time, Repository(ForgeKind.GitLab));

    private ForgeHttp Http(ScriptedTransport transport, ForgeAccount? account = null) =>
        new(new HttpClient(transport), _time, new ForgeEndpoint { Api = new Uri("https://git.test"), Account = account, Remedy = "Set a token." }, () => 0);
}
