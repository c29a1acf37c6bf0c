using System.Net;
using System.Net.Http.Headers;
using ReleaseKit.Engine.Http;
using ReleaseKit.Testing;
using static ReleaseKit.Engine.Tests.Http.ScriptedTransport;

namespace ReleaseKit.Engine.Tests.Http;

public sealed class RegistryHttpTests
{
    private static readonly Uri Address = new("https://registry.test/core");
    private readonly ManualTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AgentNamesTheProductAndItsVersion()
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.OK));
        await GetAsync(transport);
        transport.Requests[0].Headers["User-Agent"].ShouldMatch(@"^ReleaseKit/\d+\.\d+\.\d+");
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task TransientAnswersAreAskedAgain(HttpStatusCode status)
    {
        var transport = new ScriptedTransport(Status(status), Status(status), Status(HttpStatusCode.OK));
        (await GetAsync(transport)).StatusCode.ShouldBe(HttpStatusCode.OK);
        transport.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task FinalAnswersAreNotAskedAgain(HttpStatusCode status)
    {
        var transport = new ScriptedTransport(Status(status));
        (await GetAsync(transport)).StatusCode.ShouldBe(status);
        transport.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task BrokenConnectionsAreTriedAgain()
    {
        var transport = new ScriptedTransport(
            Fails(new HttpRequestException(HttpRequestError.ConnectionError)), Fails(new IOException("reset")), Status(HttpStatusCode.OK));
        (await GetAsync(transport)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task BodyThatBreaksIsReadAgain()
    {
        var transport = new ScriptedTransport(
            Status(HttpStatusCode.OK, r => r.Content = new StreamContent(new BrokenStream()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }),
            Status(HttpStatusCode.OK, r => r.Content = new StringContent("{}")));
        (await (await GetAsync(transport)).Content.ReadAsStringAsync(Cancellation)).ShouldBe("{}");
    }

    [Fact]
    public async Task BadCertificateIsNotTriedAgain()
    {
        var transport = new ScriptedTransport(Fails(new HttpRequestException(HttpRequestError.SecureConnectionError)));
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(transport));
        transport.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task LastAnswerIsGivenWhenAllAttemptsFail()
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.ServiceUnavailable));
        (await GetAsync(transport)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        transport.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task PausesGrowAndAreJitteredInFull()
    {
        await GetAsync(new ScriptedTransport(Status(HttpStatusCode.BadGateway)), chance: 0.5);
        _time.Steps.ShouldBe([Milliseconds(250), Milliseconds(500), Milliseconds(1000), Milliseconds(2000)]);
    }

    [Fact]
    public async Task RetryAfterInSecondsIsHonoured()
    {
        await GetAsync(new ScriptedTransport(
            Status(HttpStatusCode.TooManyRequests, r => r.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(17))), Status(HttpStatusCode.OK)));
        _time.Steps.ShouldBe([TimeSpan.FromSeconds(17)]);
    }

    [Fact]
    public async Task RetryAfterAsADateIsHonoured()
    {
        var date = _time.GetUtcNow().AddSeconds(42);
        await GetAsync(new ScriptedTransport(
            Status(HttpStatusCode.ServiceUnavailable, r => r.Headers.RetryAfter = new RetryConditionHeaderValue(date)), Status(HttpStatusCode.OK)));
        _time.Steps.ShouldBe([TimeSpan.FromSeconds(42)]);
    }

    [Fact]
    public async Task RetryAfterIsCapped()
    {
        await GetAsync(new ScriptedTransport(
            Status(HttpStatusCode.TooManyRequests, r => r.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromDays(1))), Status(HttpStatusCode.OK)));
        _time.Steps.ShouldBe([RetryHandler.LongestWait]);
    }

    [Fact]
    public async Task SilentRegistryCountsAsAFailedAttempt()
    {
        var transport = new ScriptedTransport(
            async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                throw new InvalidOperationException();
            },
            Status(HttpStatusCode.OK));
        (await GetAsync(transport)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _time.Steps[0].ShouldBe(RetryHandler.AttemptLimit);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task WritesAreSentOnce(string method)
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.ServiceUnavailable));
        using var http = RegistryHttp.Create(_time, transport, () => 0);
        using var request = new HttpRequestMessage(new HttpMethod(method), Address);
        (await http.SendAsync(request, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        transport.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task CancelledCallStopsAtOnce()
    {
        using var cancel = new CancellationTokenSource();
        var transport = new ScriptedTransport((_, _) =>
        {
            cancel.Cancel();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway));
        });
        using var http = RegistryHttp.Create(_time, transport, () => 0.5);
        await Should.ThrowAsync<OperationCanceledException>(() => http.GetAsync(Address, cancel.Token));
        transport.Requests.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("https://elsewhere.test/core", false)]
    [InlineData("https://registry.test:8443/core", false)]
    [InlineData("https://registry.test/moved", true)]
    [InlineData("/moved", true)]
    public async Task CredentialsStayWithTheirOrigin(string target, bool expected)
    {
        var transport = new ScriptedTransport(
            Status(HttpStatusCode.Found, r => r.Headers.Location = new Uri(target, UriKind.RelativeOrAbsolute)), Status(HttpStatusCode.OK));
        using var http = RegistryHttp.Create(_time, transport, () => 0);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "t0ken");
        request.Headers.Add("X-NuGet-ApiKey", "t0ken");
        request.Headers.Accept.ParseAdd("application/json");
        (await http.SendAsync(request, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var second = transport.Requests[1];
        second.Address.ShouldBe(new Uri(Address, target));
        second.Headers.ContainsKey("Authorization").ShouldBe(expected);
        second.Headers.ContainsKey("X-NuGet-ApiKey").ShouldBe(expected);
        second.Headers["Accept"].ShouldBe("application/json");
    }

    [Fact]
    public async Task CredentialsDoNotComeBackAfterADetour()
    {
        var transport = new ScriptedTransport(
            Status(HttpStatusCode.Found, r => r.Headers.Location = new Uri("https://elsewhere.test/")),
            Status(HttpStatusCode.Found, r => r.Headers.Location = Address),
            Status(HttpStatusCode.OK));
        using var http = RegistryHttp.Create(_time, transport, () => 0);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "t0ken");
        await http.SendAsync(request, Cancellation);
        transport.Requests.Select(r => r.Headers.ContainsKey("Authorization")).ShouldBe([true, false, false]);
    }

    [Theory]
    [InlineData("http://registry.test/core")]
    [InlineData("file:///etc/passwd")]
    public async Task RedirectToAWeakerPlaceIsNotFollowed(string target)
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.Found, r => r.Headers.Location = new Uri(target)));
        (await GetAsync(transport)).StatusCode.ShouldBe(HttpStatusCode.Found);
        transport.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task RedirectsInACircleEnd()
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.Found, r => r.Headers.Location = Address));
        (await GetAsync(transport)).StatusCode.ShouldBe(HttpStatusCode.Found);
        transport.Requests.Count.ShouldBe(11);
    }

    [Fact]
    public async Task RedirectOfAWriteIsLeftToTheCaller()
    {
        var transport = new ScriptedTransport(Status(HttpStatusCode.TemporaryRedirect, r => r.Headers.Location = new Uri("https://elsewhere.test/")));
        using var http = RegistryHttp.Create(_time, transport, () => 0);
        (await http.PutAsync(Address, new StringContent("x"), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        transport.Requests.ShouldHaveSingleItem();
    }

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private async Task<HttpResponseMessage> GetAsync(ScriptedTransport transport, double chance = 0.25)
    {
        using var http = RegistryHttp.Create(_time, transport, () => chance);
        return await _time.RunAsync(() => http.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead, Cancellation));
    }
}
