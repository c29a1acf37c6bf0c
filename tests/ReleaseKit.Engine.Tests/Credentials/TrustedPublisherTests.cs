using System.Collections.Immutable;
using System.Net;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Http;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Credentials;

/// <summary>One credential serves the attempts of a package while it lasts, and is let go afterwards.</summary>
public sealed class TrustedPublisherTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Uploads _uploads = new();
    private readonly List<string> _said = [];
    private HttpClient? _http;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AllAttemptsHaveOneCredentialUntilItIsAboutToEnd()
    {
        var trust = new Vouching(_time);
        await using (var publisher = Publisher(trust))
        {
            await publisher.PublishAsync(Package, [], Token);
            await publisher.PublishAsync(Package, [], Token);
            await _time.RunAsync(async () =>
            {
                await Task.Delay(TimeSpan.FromMinutes(14), _time, Token);
                return true;
            });
            await publisher.PublishAsync(Package, [], Token);
        }

        _uploads.Tokens.ShouldBe(["given-1", "given-1", "given-2"]);
        trust.Ended.ShouldBe(["given-1", "given-2"]);
        _said.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ACredentialThatIsRefusedIsNotUsedAgain()
    {
        var trust = new Vouching(_time);
        await using var publisher = Publisher(trust);
        _uploads.Fails = RegistryCodes.Unauthorized.Create("no");
        (await Should.ThrowAsync<ReleaseException>(() => publisher.PublishAsync(Package, [], Token))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-REGISTRY-UNAUTHORIZED");
        _uploads.Fails = null;
        await publisher.PublishAsync(Package, [], Token);
        _uploads.Tokens.ShouldBe(["given-1", "given-2"]);
    }

    [Fact]
    public async Task ACredentialThatCannotBeEndedIsSaidToEndByItself()
    {
        var trust = new Vouching(_time) { EndingFails = true };
        await using (var publisher = Publisher(trust))
        {
            await publisher.PublishAsync(Package, [], Token);
        }

        _said[^1].ShouldContain("ends by itself at 12:15 UTC");
    }

    [Fact]
    public async Task WithoutTrustOrWithoutAnybodyWhoVouchesTheClientIsOnItsOwn()
    {
        var trust = new Vouching(_time);
        await using var nobody = Publisher(trust, vouched: false);
        await nobody.PublishAsync(Package, [], Token);
        await using var unwanted = Publisher(trust);
        await unwanted.PublishAsync(Package with { Endpoint = Package.Endpoint with { Trust = null } }, [], Token);
        _uploads.Tokens.ShouldBe([null, null]);
        _said.ShouldBeEmpty();
    }

    /// <summary>Who is logged in by other means may let a CI service vouch for something else.</summary>
    [Fact]
    public async Task ARegistryThatDoesNotTrustTheRunLeavesTheClientItsOwnLogin()
    {
        await using var publisher = Publisher(new Vouching(_time) { Refuses = true });
        await publisher.PublishAsync(Package, [], Token);
        _uploads.Tokens.ShouldBe([null]);
        _said.ShouldHaveSingleItem().ShouldContain("no trusted publishing by the token of identity in NPM_ID_TOKEN");
    }

    [Fact]
    public async Task WhatConfigurationLacksIsToldWithTheRefusal()
    {
        await using var publisher = Publisher(new Vouching(_time) { Lack = "Set ReleaseNuGetUser." });
        _uploads.Fails = RegistryCodes.Unauthorized.Create("no");
        (await Should.ThrowAsync<ReleaseException>(() => publisher.PublishAsync(Package, [], Token))).Diagnostics.Select(d => d.Message).ShouldBe(["Set ReleaseNuGetUser.", "no"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "RK-PUBLISH-TRANSIENT")]
    [InlineData(HttpStatusCode.BadGateway, "RK-PUBLISH-TRANSIENT")]
    [InlineData(HttpStatusCode.Unauthorized, "RK-CREDENTIAL-EXCHANGE")]
    [InlineData(HttpStatusCode.OK, "RK-CREDENTIAL-EXCHANGE")]
    public async Task AnExchangeThatMayPassIsRepeatedAndNothingOfItIsShown(HttpStatusCode status, string code)
    {
        var transport = new ScriptedTransport(ScriptedTransport.Status(status, r =>
        {
            r.Content = new StringContent("vouched-for-me is what you sent");
            r.Headers.TryAddWithoutValidation("Retry-After", "7");
        }));
        var problem = (await Should.ThrowAsync<ReleaseException>(() => Npm(transport).Trust.ExchangeAsync(Package, new Secret("vouched-for-me", "CI"), "x", Token))).Diagnostics[0];
        problem.Code.ShouldBe(code);
        problem.Message.ShouldNotContain("vouched-for-me");
        problem.Message.Contains("Retry-After: 7").ShouldBe(code == "RK-PUBLISH-TRANSIENT");
    }

    [Theory]
    [InlineData("""{ "token": "t", "expires": "2024-02-29T12:03:00Z" }""", 3)]
    [InlineData("""{ "token": "t", "expires": 1709208240 }""", 4)]
    [InlineData("""{ "token": "t" }""", 15)]
    public async Task ARegistryTellsWhenACredentialEnds(string answer, int minutes)
    {
        var transport = new ScriptedTransport(ScriptedTransport.Status(HttpStatusCode.Created, r => r.Content = new StringContent(answer)));
        (await Npm(transport).Trust.ExchangeAsync(Package, new Secret("v", "CI"), "x", Token)).Expires.ShouldBe(_time.GetUtcNow().AddMinutes(minutes));
    }

    public void Dispose() => _http?.Dispose();

    private static PackageContext Package { get; } = new()
    {
        Id = new PackageId("npm", "a"),
        Version = "1.0.0",
        WorkspaceRoot = "/",
        Directory = "/",
        Manifest = "/none",
        ArtifactsDirectory = "/none",
        ScratchDirectory = "/none",
        LogDirectory = "/none",
        Endpoint = new RegistryEndpoint(new Uri("https://registry.npmjs.org/"), new Uri("https://registry.npmjs.org/"), null) { Trust = new TrustChoice("") },
    };

    private EcosystemAdapter Npm(HttpMessageHandler transport)
    {
        _http = new HttpClient(transport);
        var environment = new SnapshotEnvironment(new Dictionary<string, string>());
        return NpmEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, _time));
    }

    private TrustedPublisher Publisher(Vouching trust, bool vouched = true)
    {
        var adapter = Npm(new ScriptedTransport(ScriptedTransport.Fails(new InvalidOperationException("asked")))) with { Publisher = _uploads, Trust = trust };
        var environment = new SnapshotEnvironment(vouched ? new Dictionary<string, string> { ["NPM_ID_TOKEN"] = "vouched" } : new Dictionary<string, string>());
        return new TrustedPublisher(adapter, new IdentityTokens(environment, () => _http!, _time), _time, _said.Add);
    }

    private sealed class Uploads : IPublisher
    {
        public List<string?> Tokens { get; } = [];

        public Diagnostic? Fails { get; set; }

        public Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
        {
            Tokens.Add(package.Endpoint.Token?.Reveal());
            return Fails is null ? Task.CompletedTask : Task.FromException(new ReleaseException(Fails));
        }
    }

    private sealed class Vouching(TimeProvider time) : ITrustedPublishing
    {
        private int _given;

        public List<string> Ended { get; } = [];

        public bool EndingFails { get; init; }

        public bool Refuses { get; init; }

        public string? Lack { get; init; }

        public ImmutableArray<string> IdTokenVariables => ["NPM_ID_TOKEN"];

        public bool IsOfferedBy(Uri registry) => true;

        public string? Lacks(PackageContext package) => Lack;

        public Task<string> AudienceAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult("a");

        public Task<TrustedToken> ExchangeAsync(PackageContext package, Secret identity, string source, CancellationToken cancellationToken) => Refuses
            ? Task.FromException<TrustedToken>(new ReleaseException(CredentialCodes.Exchange.Create("no such publisher")))
            : Task.FromResult(new TrustedToken(new Secret($"given-{++_given}", source), time.GetUtcNow().AddMinutes(15)));

        public Task RevokeAsync(PackageContext package, Secret token, CancellationToken cancellationToken)
        {
            Ended.Add(token.Reveal());
            return EndingFails ? Task.FromException(new HttpRequestException("gone")) : Task.CompletedTask;
        }
    }
}
