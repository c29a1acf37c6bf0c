using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>What every <see cref="IRegistry"/> keeps: it tells what is there, and "could not tell" is never "nothing".</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
/// <param name="bench">The suite's bench.</param>
[Facet(Facet.Verify)]
public abstract class RegistryContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IRegistry Registry => bench.Adapter.Registry;

    [Fact]
    public async Task APackageThatWasNeverPublishedIsUnknown()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base, server: bench.Guarded);
        (await Registry.FindAsync(package, Token)).ShouldBeNull();
        (await Registry.KnowsAsync(package, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task WhatIsPublishedIsFoundWithTheDigestsOfWhatWasBuilt()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.ReleaseAsync(package);
        (await Registry.KnowsAsync(package, Token)).ShouldBeTrue();
        var published = (await Registry.FindAsync(package, Token)).ShouldNotBeNull();
        published.Version.ShouldBe(tree.Version);
        published.Files.Length.ShouldBe(artifacts.Length);
        foreach (var (file, artifact) in published.Files.OrderBy(f => f.FileName).Zip(artifacts.OrderBy(a => a.FileName)))
        {
            file.FileName.ShouldBe(artifact.FileName);
            file.Sha256.ShouldBeOneOf(artifact.Sha256, null);
            file.Sha512.ShouldBeOneOf(artifact.Sha512, null);
        }
    }

    [Fact]
    public async Task AnotherVersionOfAKnownPackageIsNotThere()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        await bench.ReleaseAsync(package);
        (await Registry.FindAsync(package with { Version = "7.7.7" }, Token)).ShouldBeNull();
        (await Registry.KnowsAsync(package with { Version = "7.7.7" }, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task WhatIsDownloadedIsComparedWithWhatWasBuilt()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifact = (await bench.ReleaseAsync(package))[0];
        var file = (await Registry.FindAsync(package, Token)).ShouldNotBeNull().Files.Single(f => f.FileName == artifact.FileName);
        var path = Path.Combine(package.ScratchDirectory, "download" + Path.GetExtension(artifact.FileName));
        await Registry.DownloadAsync(package, file, path, Token);
        (await Registry.IsSameAsync(artifact, path, Token)).ShouldBeTrue();
        await using (await bench.PlayAsync("""{ "operation": "download", "wrongDigest": true }"""))
        {
            await Registry.DownloadAsync(package, file, path, Token);
            (await Registry.IsSameAsync(artifact, path, Token)).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("\"status\": 401")]
    [InlineData("\"status\": 403")]
    [InlineData("\"status\": 500")]
    [InlineData("\"reset\": true")]
    [InlineData("\"truncate\": 3")]
    public async Task ARegistryThatCannotTellIsNotTakenToHaveNothing(string fault)
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        await bench.ReleaseAsync(package);
        await using (await bench.PlayAsync($"{{ \"operation\": \"read\", {fault} }}"))
        {
            var refusal = await Should.ThrowAsync<ReleaseException>(() => Registry.FindAsync(package, Token));
            refusal.Diagnostics.ShouldHaveSingleItem().Code.ShouldBeOneOf(RegistryCodes.Unreachable.Code, RegistryCodes.Answer.Code, RegistryCodes.Unauthorized.Code);
        }
    }

    [Fact]
    public void ThePublicRegistryIsReachedOverHttpsOnly()
    {
        Registry.Default.Registry.Scheme.ShouldBe(Uri.UriSchemeHttps);
        Registry.Default.Index.Scheme.ShouldBe(Uri.UriSchemeHttps);
        Registry.Default.Token.ShouldBeNull();
        Registry.TokenVariables.ShouldAllBe(name => name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_'));
    }
}
