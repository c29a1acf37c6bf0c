using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Tests.Http;
using static ReleaseKit.Engine.Tests.Http.ScriptedTransport;

namespace ReleaseKit.Engine.Tests.Forges;

public sealed class ForgeHttpTests
{
    private const string Token = "token-0123456789";
    private static readonly ForgeRequest Read = ForgeRequest.Get("repos/acme/widgets");
    private static readonly ForgeRequest Write = ForgeRequest.Send(HttpMethod.Post, "repos/acme/widgets/pulls", new JsonObject());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CredentialAndHeadersAreSent()
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.OK));
        await Http(transport).SendAsync(Read, Cancellation);
        transport.Requests[0].Address.ShouldBe(new Uri("https://git.test/prefix/api/repos/acme/widgets"));
        transport.Requests[0].Headers["Authorization"].ShouldBe($"Bearer {Token}");
        transport.Requests[0].Headers["Accept"].ShouldBe("application/json");
    }

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("""{"default_branch": "ma""")]
    [InlineData("")]
    public async Task AnswerThatIsNoJsonIsTold(string body)
    {
        var answer = await Http(new ScriptedTransport(Status(HttpStatusCode.OK, r => r.Content = new StringContent(body)))).SendAsync(Read, Cancellation);
        Coded.Throws(ForgeCodes.Answer, () => answer.Json());
    }

    [Fact]
    public async Task AnswerWithoutWhatIsForeseenIsTold()
    {
        var answer = await Http(new ScriptedTransport(Status(HttpStatusCode.OK, r => r.Content = new StringContent("[1]")))).SendAsync(Read, Cancellation);
        Coded.Throws(ForgeCodes.Answer, () => answer.Json().Text("default_branch"));
        Coded.Throws(ForgeCodes.Answer, () => answer.Json()["x"].Items().Count().ShouldBe(0));
    }

    [Fact]
    public async Task CredentialIsNotShown()
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.Forbidden, r => r.Content = new StringContent($$"""{"message":"no {{Token}}"}""")));
        (await Coded.ThrowsAsync(ForgeCodes.Forbidden, () => Http(transport).SendAsync(Read, Cancellation))).Message.ShouldContain("no ***");
    }

    [Theory]
    [InlineData("https://evil.test/prefix/api/x")]
    [InlineData("http://git.test/prefix/api/x")]
    [InlineData("https://git.test:8443/x")]
    public async Task CredentialDoesNotLeaveItsOrigin(string address)
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.OK));
        await Coded.ThrowsAsync(ForgeCodes.Answer, () => Http(transport).SendAsync(ForgeRequest.Get(address), Cancellation));
        transport.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task NextPageIsReadBelowTheSameAddress()
    {
        var transport = new ScriptedTransport(
            Status(HttpStatusCode.OK, r => Page(r, "[1]", "<http://inner:3000/elsewhere?page=2&x=y>; rel=\"next\", <http://inner:3000/?page=9>; rel=\"last\"")),
            Status(HttpStatusCode.OK, r => Page(r, "[2]", null)));
        (await Http(transport).ListAsync("list?per_page=1", Cancellation).Select(v => v.AsNumber()).ToListAsync(Cancellation)).ShouldBe([1L, 2L]);
        transport.Requests[1].Address.ShouldBe(new Uri("https://git.test/prefix/api/list?page=2&x=y"));
    }

    [Fact]
    public async Task PageThatNamesItselfEndsTheList()
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.OK, r => Page(r, "[1]", "<https://git.test/prefix/api/list?page=1>; rel=\"next\"")));
        await Coded.ThrowsAsync(ForgeCodes.Answer, async () => await Http(transport).ListAsync("list?page=1", Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task WhatDidNotChangeIsNotReadAgain()
    {
        var transport = new ScriptedTransport(
            Status(HttpStatusCode.OK, r =>
            {
                r.Content = new StringContent("""{"a":"1"}""");
                r.Headers.ETag = new EntityTagHeaderValue("\"v1\"");
            }),
            Status(HttpStatusCode.NotModified));
        var http = Http(transport);
        await http.SendAsync(Read, Cancellation);
        (await http.SendAsync(Read, Cancellation)).Json().Text("a").ShouldBe("1");
        transport.Requests[1].Headers["If-None-Match"].ShouldBe("\"v1\"");
    }

    [Fact]
    public async Task LimitIsWaitedForAlsoByChanges()
    {
        var time = new StillTime();
        var transport = new ScriptedTransport(
            Status(HttpStatusCode.Forbidden, r => r.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(60))),
            Status(HttpStatusCode.Forbidden, r =>
            {
                r.Headers.Add("x-ratelimit-remaining", "0");
                r.Headers.Add("x-ratelimit-reset", (new DateTimeOffset(2024, 2, 29, 12, 1, 30, TimeSpan.Zero)).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
            }),
            Status(HttpStatusCode.Forbidden, r => r.Content = new StringContent("""{"message":"You have exceeded a secondary rate limit."}""")),
            Status(HttpStatusCode.Created));
        var http = Http(transport, time);
        (await http.SendAsync(Write, Cancellation)).Status.ShouldBe(201);
        time.Waits.ShouldBe([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(60)]);

        // From now on changes are a second apart, and reads are not.
        time.Waits.Clear();
        await http.SendAsync(Write, Cancellation);
        await http.SendAsync(Read, Cancellation);
        time.Waits.ShouldBe([TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public async Task ChangesAreNotPacedWithoutALimit()
    {
        var time = new StillTime();
        var http = Http(new ScriptedTransport(Status(HttpStatusCode.Created)), time);
        await http.SendAsync(Write, Cancellation);
        await http.SendAsync(Write, Cancellation);
        time.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", 1)]
    [InlineData("PUT", 5)]
    [InlineData("PATCH", 5)]
    [InlineData("DELETE", 5)]
    [InlineData("GET", 5)]
    public async Task OnlyWhatMayBeRepeatedIs(string method, int times)
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.BadGateway));
        await Coded.ThrowsAsync(ForgeCodes.Unreachable, () => Http(transport).SendAsync(new ForgeRequest(new HttpMethod(method), "x"), Cancellation));
        transport.Requests.Count.ShouldBe(times);
    }

    [Fact]
    public async Task ChangeFollowsARenamedRepositoryOnItsOrigin()
    {
        var transport = new ScriptedTransport(
            Status(HttpStatusCode.TemporaryRedirect, r => r.Headers.Location = new Uri("https://git.test/prefix/api/repositories/1/pulls")), Status(HttpStatusCode.Created));
        (await Http(transport).SendAsync(Write, Cancellation)).Status.ShouldBe(201);
        transport.Requests[1].Address.AbsolutePath.ShouldBe("/prefix/api/repositories/1/pulls");
        transport.Requests[1].Method.ShouldBe(HttpMethod.Post);

        var elsewhere = new ScriptedTransport(Status(HttpStatusCode.TemporaryRedirect, r => r.Headers.Location = new Uri("https://evil.test/")));
        await Coded.ThrowsAsync(ForgeCodes.Answer, () => Http(elsewhere).SendAsync(Write, Cancellation));
        elsewhere.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public void BasicAccountSendsUserAndPassword()
    {
        var account = new ForgeAccount("Authorization", "Basic ", new Secret("pass", "VARIABLE")) { User = "ann" };
        account.Reveal().ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ann:pass")));
    }

    private static void Page(HttpResponseMessage response, string body, string? link)
    {
        response.Content = new StringContent(body);
        if (link is not null)
        {
            response.Headers.Add("Link", link);
        }
    }

    private static ForgeHttp Http(ScriptedTransport transport, TimeProvider? time = null) => new(
        new HttpClient(transport),
        time ?? new StillTime(),
        new ForgeEndpoint
        {
            Api = new Uri("https://git.test/prefix/api"), Account = new ForgeAccount("Authorization", "Bearer ", new Secret(Token, "GITHUB_TOKEN")),
            Remedy = "Set GITHUB_TOKEN.", Headers = [new("Accept", "application/json")],
        },
        () => 0);
}
