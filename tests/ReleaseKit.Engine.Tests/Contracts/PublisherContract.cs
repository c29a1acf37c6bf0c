using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>What every <see cref="IPublisher"/> keeps: the real client's answers, each told by what it means.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
/// <param name="bench">The suite's bench.</param>
[Facet(Facet.Publish)]
public abstract class PublisherContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    [Fact]
    public async Task TheSameBytesAreUploadedOnce()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.ReleaseAsync(package);
        await bench.PublishAsync(package, artifacts);
        (await bench.FindAsync(package)).ShouldNotBeNull();
        (await bench.StoredAsync(tree.Version)).ShouldBe(artifacts.Length);
    }

    [Fact]
    public async Task OtherBytesUnderTheSameVersionAreRefused()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.ReleaseAsync(package);
        bench.Fixture.Alter(tree);
        var others = await bench.BuildAsync(package);
        others[0].Sha256.ShouldNotBe(artifacts[0].Sha256);
        (await Coded.ThrowsAsync(PublishCodes.Exists, () => bench.PublishAsync(package, others))).Message.ShouldContain(tree.Version);
        (await bench.StoredAsync(tree.Version)).ShouldBe(artifacts.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("contract-wrong-wrong-wrong")]
    public async Task AMissingOrWrongCredentialIsToldApartAndNeverShown(string? token)
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base, token, bench.Guarded);
        var artifacts = await bench.BuildAsync(package);
        var refusal = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.PublishAsync(package, artifacts));
        refusal.Message.ShouldNotContain("contract-wrong");
        foreach (var transcript in Directory.EnumerateFiles(package.LogDirectory))
        {
            (await File.ReadAllTextAsync(transcript, TestContext.Current.CancellationToken)).ShouldNotContain("contract-wrong");
        }

        (await bench.FindAsync(package)).ShouldBeNull();
        var accepted = bench.Context(tree, bench.Fixture.Base, ContractBench<TFixture>.GoodToken, bench.Guarded);
        await bench.PublishAsync(accepted, artifacts);
        (await bench.FindAsync(accepted)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("\"status\": 401", "RK-REGISTRY-UNAUTHORIZED")]
    [InlineData("\"status\": 403", "RK-REGISTRY-UNAUTHORIZED")]
    [InlineData("\"status\": 429", "RK-PUBLISH-TRANSIENT")]
    [InlineData("\"status\": 503", "RK-PUBLISH-TRANSIENT")]
    [InlineData("\"reset\": true", "RK-PUBLISH-TRANSIENT")]
    public async Task ARefusalIsToldByWhatItMeans(string fault, string code)
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.BuildAsync(package);
        await using (await bench.PlayAsync($"{{ \"operation\": \"upload\", {fault} }}"))
        {
            (await Should.ThrowAsync<ReleaseException>(() => bench.PublishAsync(package, artifacts))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);
        }

        (await bench.StoredAsync(tree.Version)).ShouldBe(0);
    }

    [Fact]
    public async Task AnUploadWhoseAnswerIsLostIsAnUpload()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.BuildAsync(package);
        await using (await bench.PlayAsync("""{ "operation": "upload", "reset": true, "after": true, "times": 1 }"""))
        {
            try
            {
                await bench.PublishAsync(package, artifacts);
            }
            catch (ReleaseException refusal) when (artifacts.Length > 1)
            {
                // The client did not go on with the other files; the next attempt uploads them, and them only.
                refusal.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PublishCodes.Transient.Code);
                await bench.PublishAsync(package, artifacts);
            }
        }

        (await bench.FindAsync(package)).ShouldNotBeNull().Files.Length.ShouldBe(artifacts.Length);
        (await bench.StoredAsync(tree.Version)).ShouldBe(artifacts.Length);
    }
}
