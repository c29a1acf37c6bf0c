using System.Buffers.Text;
using System.Net;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Http;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Credentials;

/// <summary>CI services vouch in their own ways, and what they give is looked at before a registry gets it.</summary>
public sealed class IdentityTokensTests
{
    private const string Audience = "npm:registry.npmjs.org";
    private static readonly TrustChoice Usual = new("");
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "")]
    [InlineData("GitHub Actions", "", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN")]
    [InlineData(null, "", "ACTIONS_ID_TOKEN_REQUEST_URL")]
    [InlineData("GitLab CI/CD", "", "NPM_ID_TOKEN", "GITLAB_CI")]
    [InlineData("CircleCI", "", "NPM_ID_TOKEN", "CIRCLECI")]
    [InlineData("the token of identity in NPM_ID_TOKEN", "", "NPM_ID_TOKEN")]
    [InlineData("the token of identity in MINE", "MINE", "MINE", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN")]
    [InlineData(null, "MINE", "NPM_ID_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN")]
    public void WhoVouchesIsToldByVariables(string? provider, string configured, params string[] set)
    {
        using var http = new HttpClient();
        Tokens(set.ToDictionary(n => n, _ => "x"), http).Provider(Trust(http), new TrustChoice(configured)).ShouldBe(provider);
    }

    [Fact]
    public async Task GitHubActionsIsAskedForTheAudience()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Status(HttpStatusCode.OK, r => r.Content = new StringContent("""{ "value": "vouched" }""")));
        using var http = new HttpClient(transport);
        var token = await Tokens(GitHub("https://actions.example.test/token?api-version=2.0"), http).RequestAsync(Trust(http), Usual, Audience, Token);
        token.Reveal().ShouldBe("vouched");
        transport.Requests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.Address.AbsoluteUri.ShouldBe("https://actions.example.test/token?api-version=2.0&audience=npm%3Aregistry.npmjs.org"), r => r.Headers["Authorization"].ShouldBe("Bearer of-the-run"));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "of-the-run is not allowed", "RK-CREDENTIAL-IDENTITY")]
    [InlineData(HttpStatusCode.NotFound, "", "RK-CREDENTIAL-IDENTITY")]
    [InlineData(HttpStatusCode.OK, "{}", "RK-CREDENTIAL-IDENTITY")]
    [InlineData(HttpStatusCode.OK, "<html>", "RK-CREDENTIAL-IDENTITY")]
    public async Task WhatGitHubActionsRefusesIsToldWithWhatTheJobNeeds(HttpStatusCode status, string body, string code)
    {
        using var http = new HttpClient(new ScriptedTransport(ScriptedTransport.Status(status, r => r.Content = new StringContent(body))));
        var problem = (await Should.ThrowAsync<ReleaseException>(() => Tokens(GitHub("https://actions.example.test/token"), http).RequestAsync(Trust(http), Usual, Audience, Token))).Diagnostics[0];
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain("id-token: write");
        problem.Message.ShouldNotContain("of-the-run");
    }

    [Fact]
    public async Task AServiceThatDoesNotAnswerIsAskedAgainLater()
    {
        using var http = new HttpClient(new ScriptedTransport(ScriptedTransport.Fails(new HttpRequestException("gone"))));
        (await Should.ThrowAsync<ReleaseException>(() => Tokens(GitHub("https://actions.example.test/token"), http).RequestAsync(Trust(http), Usual, Audience, Token)))
            .Diagnostics[0].Code.ShouldBe("RK-PUBLISH-TRANSIENT");
    }

    [Theory]
    [InlineData("http://actions.example.test/token")]
    [InlineData("nonsense")]
    public async Task TheTokenOfTheRunGoesToHttpsOnly(string address)
    {
        using var http = new HttpClient(new ScriptedTransport(ScriptedTransport.Fails(new InvalidOperationException("asked"))));
        (await Should.ThrowAsync<ReleaseException>(() => Tokens(GitHub(address), http).RequestAsync(Trust(http), Usual, Audience, Token))).Diagnostics[0].Code.ShouldBe("RK-CREDENTIAL-IDENTITY");
    }

    [Theory]
    [InlineData("""{ "aud": "npm:registry.npmjs.org", "exp": 1709208060 }""", null)]
    [InlineData("""{ "aud": ["other", "npm:registry.npmjs.org"] }""", null)]
    [InlineData("{}", null)]
    [InlineData("""{ "aud": "npm:registry.npmjs.org", "exp": 1709207999 }""", "ended at 2024-02-29 11:59:59 UTC")]
    [InlineData("""{ "aud": "sigstore" }""", "is for 'sigstore'")]
    public async Task ATokenInAVariableIsLookedAtFirst(string claims, string? says)
    {
        using var http = new HttpClient();
        var jwt = $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x";
        var tokens = Tokens(new Dictionary<string, string> { ["NPM_ID_TOKEN"] = jwt }, http);
        if (says is null)
        {
            (await tokens.RequestAsync(Trust(http), Usual, Audience, Token)).Reveal().ShouldBe(jwt);
            return;
        }

        var problem = (await Should.ThrowAsync<ReleaseException>(() => tokens.RequestAsync(Trust(http), Usual, Audience, Token))).Diagnostics[0];
        problem.Code.ShouldBe("RK-CREDENTIAL-IDENTITY");
        problem.Message.ShouldContain(says);
    }

    [Fact]
    public async Task WhatIsNoWebTokenIsTheRegistrysToJudge()
    {
        using var http = new HttpClient();
        (await Tokens(new Dictionary<string, string> { ["NPM_ID_TOKEN"] = "a.%%.b" }, http).RequestAsync(Trust(http), Usual, Audience, Token)).Reveal().ShouldBe("a.%%.b");
    }

    [Theory]
    [InlineData("", "", "https://registry.npmjs.org/", true)]
    [InlineData("auto", "", "https://npm.example.test/", false)]
    [InlineData("auto", "MINE", "https://npm.example.test/", true)]
    [InlineData("always", "", "https://npm.example.test/", true)]
    [InlineData("never", "MINE", "https://registry.npmjs.org/", false)]
    public void ConfigurationSaysWhenItIsWanted(string mode, string variable, string registry, bool wanted)
    {
        using var http = new HttpClient();
        (TrustChoice.Of(mode, variable, Trust(http), new Uri(registry)) is not null).ShouldBe(wanted);
        TrustChoice.Of(mode, variable, NoTrustedPublishing.Instance, new Uri(registry)).ShouldBeNull();
    }

    [Fact]
    public void AMistypedModeIsToldWithTheOneThatWasMeant()
    {
        var problem = Should.Throw<ReleaseException>(() => TrustChoice.Of("alway", "", NoTrustedPublishing.Instance, new Uri("https://registry.npmjs.org/"))).Diagnostics[0];
        problem.Code.ShouldBe("RK-CREDENTIAL-TRUST");
        problem.Message.ShouldContain("'always'");
    }

    private static Dictionary<string, string> GitHub(string address) => new() { ["ACTIONS_ID_TOKEN_REQUEST_URL"] = address, ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "of-the-run" };

    private IdentityTokens Tokens(Dictionary<string, string> variables, HttpClient http) => new(new SnapshotEnvironment(variables), () => http, _time);

    private ITrustedPublishing Trust(HttpClient http)
    {
        var environment = new SnapshotEnvironment(new Dictionary<string, string>());
        return NpmEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), http, environment, _time)).Trust;
    }
}
