using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Tests.Contracts;

namespace ReleaseKit.Engine.Tests.Credentials;

/// <summary>What holds of trusted publishing in every ecosystem that has it: the real clients upload with what they are given for a while.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
public abstract partial class TrustedPublishingContract<TFixture>(TrustBench<TFixture> bench) : IClassFixture<TrustBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    /// <summary>Whether the registry is told that a credential is done with.</summary>
    protected virtual bool Revokes => false;

    /// <summary>Whether the registry takes the CI service's token as it is.</summary>
    protected virtual bool Exchanges => true;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UploadsForARunThatGitHubActionsVouchesFor()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree);
        var said = new List<string>();
        var before = await bench.GivenAsync();
        await using (var publisher = bench.Publisher(bench.GitHub(), said.Add))
        {
            await publisher.PublishAsync(package, await bench.Adapter.Packager.BuildAsync(package, Token), Token);
        }

        (await bench.Adapter.Registry.FindAsync(package, Token)).ShouldNotBeNull();
        said.ShouldBe([$"{package.Id} {package.Version}: trusted publishing by GitHub Actions."]);
        (await bench.GivenAsync()).Skip(before.Count).Select(g => g.Revoked).ShouldBe(Exchanges ? [Revokes] : []);
        NothingIsWrittenDown(package);
    }

    [Fact]
    public async Task UploadsForARunWhoseTokenOfIdentityIsInAVariable()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree);
        var identity = await bench.IdentityAsync(await bench.Adapter.Trust.AudienceAsync(package, Token));
        var said = new List<string>();
        await using var publisher = bench.Publisher(new Dictionary<string, string> { ["GITLAB_CI"] = "true", [bench.Adapter.Trust.IdTokenVariables[0]] = identity }, said.Add);
        await publisher.PublishAsync(package, await bench.Adapter.Packager.BuildAsync(package, Token), Token);
        (await bench.Adapter.Registry.FindAsync(package, Token)).ShouldNotBeNull();
        said.ShouldBe([$"{package.Id} {package.Version}: trusted publishing by GitLab CI/CD."]);
        NothingIsWrittenDown(package);
    }

    [Fact]
    public async Task UploadsForARunWhoseTokenOfIdentityIsInTheVariableThatIsConfigured()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree);
        package = package with { Endpoint = package.Endpoint with { Trust = new TrustChoice("MY_OWN") } };
        var identity = await bench.IdentityAsync(await bench.Adapter.Trust.AudienceAsync(package, Token));
        await using var publisher = bench.Publisher(new Dictionary<string, string> { ["MY_OWN"] = identity });
        await publisher.PublishAsync(package, await bench.Adapter.Packager.BuildAsync(package, Token), Token);
        (await bench.Adapter.Registry.FindAsync(package, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task AnOrdinaryTokenGoesFirst()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, withToken: true);
        var before = await bench.GivenAsync();
        await using var publisher = bench.Publisher(bench.GitHub(), said => throw new InvalidOperationException(said));
        await publisher.PublishAsync(package, await bench.Adapter.Packager.BuildAsync(package, Token), Token);
        (await bench.Adapter.Registry.FindAsync(package, Token)).ShouldNotBeNull();
        (await bench.GivenAsync()).Count.ShouldBe(before.Count);
    }

    /// <summary>Two tokens are wrong here: that of the CI service, and the one that the client does not have.</summary>
    [Fact]
    public async Task ATokenOfIdentityForSomebodyElseIsToldWithTheRefusal()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree);
        var artifacts = await bench.Adapter.Packager.BuildAsync(package, Token);
        await using var publisher = bench.Publisher(new Dictionary<string, string> { [bench.Adapter.Trust.IdTokenVariables[0]] = await bench.IdentityAsync("somebody-else") });
        var failure = await Should.ThrowAsync<ReleaseException>(() => publisher.PublishAsync(package, artifacts, Token));
        failure.Diagnostics.Select(d => d.Code).ShouldBe(["RK-CREDENTIAL-IDENTITY", "RK-REGISTRY-UNAUTHORIZED"]);
        failure.Diagnostics[0].Message.ShouldContain("'somebody-else'");
        failure.Diagnostics[0].Message.ShouldContain(await bench.Adapter.Trust.AudienceAsync(package, Token));
        (await bench.Adapter.Registry.FindAsync(package, Token)).ShouldBeNull();
    }

    /// <summary>A registry that does not know the repository says so, and does not repeat what it was sent.</summary>
    [Fact]
    public async Task ARegistryThatTrustsNobodyOfThatNameIsToldWithTheRefusal()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree);
        var artifacts = await bench.Adapter.Packager.BuildAsync(package, Token);
        var forged = $"{string.Join('.', (await bench.IdentityAsync(await bench.Adapter.Trust.AudienceAsync(package, Token))).Split('.')[..2])}.forged";
        await using var publisher = bench.Publisher(new Dictionary<string, string> { [bench.Adapter.Trust.IdTokenVariables[0]] = forged });
        var failure = await Should.ThrowAsync<ReleaseException>(() => publisher.PublishAsync(package, artifacts, Token));
        failure.Diagnostics.Select(d => d.Code).ShouldBe(Exchanges ? ["RK-CREDENTIAL-EXCHANGE", "RK-REGISTRY-UNAUTHORIZED"] : ["RK-REGISTRY-UNAUTHORIZED"]);
        failure.Message.ShouldNotContain(forged);
    }

    private static void NothingIsWrittenDown(PackageContext package)
    {
        foreach (var file in new[] { package.LogDirectory, package.ScratchDirectory, package.ArtifactsDirectory }.Where(Directory.Exists).SelectMany(d => Directory.EnumerateFiles(d, "*", SearchOption.AllDirectories)))
        {
            if (new FileInfo(file).Length < 1_000_000)
            {
                ShortLived().IsMatch(File.ReadAllText(file)).ShouldBeFalse(file);
            }
        }
    }

    /// <summary>What the loopback registries give, and tokens of identity.</summary>
    [GeneratedRegex("(npm|python|nuget|cargo)_[0-9a-f]{40}|eyJ[A-Za-z0-9_-]{20,}")]
    private static partial Regex ShortLived();
}
