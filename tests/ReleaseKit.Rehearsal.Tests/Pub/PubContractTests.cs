using System.Security.Cryptography;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Tests.Pub;

public sealed class PubContractTests
{
    [Fact]
    public async Task WhatIsUploadedIsListedAndDownloaded()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.GetAsync("/dart/api/packages/acme_core").StatusAsync()).ShouldBe(404);
        (await bench.UploadPackageAsync("acme_core", "1.0.0", "environment:\n  sdk: '>=3.0.0 <4.0.0'\ndependencies:\n  acme_util: ^2.0.0\n").StatusAsync()).ShouldBe(200);
        (await bench.UploadPackageAsync("acme_core", "2.0.0-dev.1").StatusAsync()).ShouldBe(200);

        var listing = await bench.GetJsonAsync("/dart/api/packages/acme_core");
        listing["versions"]!.AsArray().Select(v => (string?)v!["version"]).ShouldBe(["1.0.0", "2.0.0-dev.1"]);
        ((string?)listing["latest"]!["version"]).ShouldBe("1.0.0", "a stable version comes before a prerelease");
        var first = listing["versions"]![0]!;
        first["pubspec"]!.ToJsonString().ShouldBe("""{"name":"acme_core","version":"1.0.0","environment":{"sdk":"\u003E=3.0.0 \u003C4.0.0"},"dependencies":{"acme_util":"^2.0.0"}}""");
        var archive = await bench.Http.GetByteArrayAsync((string)first["archive_url"]!, TestContext.Current.CancellationToken);
        ((string?)first["archive_sha256"]).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(archive)));
        (await bench.GetAsync("/dart/api/archives/acme_core-9.0.0.tar.gz").StatusAsync()).ShouldBe(404);
        (await bench.LogAsync()).Select(e => ((string?)e!["ecosystem"], (string?)e["name"], (string?)e["file"], (bool)e["stored"]!))
            .ShouldBe([("dart", "acme_core", "acme_core-1.0.0.tar.gz", true), ("dart", "acme_core", "acme_core-2.0.0-dev.1.tar.gz", true)]);
    }

    [Fact]
    public async Task VersionsAreImmutableAlsoBeforeTheyAreListed()
    {
        await using var bench = await Bench.StartAsync(options => options with { Faults = [new FaultRule { Operation = Operation.Upload, Times = 1, NeverIndexed = true }] });
        (await bench.UploadPackageAsync("acme_core", "1.0.0").StatusAsync()).ShouldBe(200);
        (await bench.GetAsync("/dart/api/packages/acme_core").StatusAsync()).ShouldBe(404);
        using var refusal = await bench.UploadPackageAsync("acme_core", "1.0.0");
        ((int)refusal.StatusCode).ShouldBe(400);
        (await refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("already exists");
        (await bench.LogAsync()).Count(e => (bool)e!["stored"]!).ShouldBe(1);
        await bench.RestartAsync();
        (await bench.UploadPackageAsync("acme_core", "1.0.0").StatusAsync()).ShouldBe(400);
    }

    [Fact]
    public async Task UploadsNeedTheTokenAndReadsDoNot()
    {
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of("good") });
        foreach (var token in new[] { null, "bad" })
        {
            using var refusal = await bench.UploadPackageAsync("acme_core", "1.0.0", token: token);
            ((int)refusal.StatusCode).ShouldBe(401);
            refusal.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer realm=\"pub\"");
        }

        (await bench.UploadPackageAsync("acme_core", "1.0.0", token: "good").StatusAsync()).ShouldBe(200);
        (await bench.GetAsync("/dart/api/packages/acme_core").StatusAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task WhatPubDevRefusesIsRefused()
    {
        await using var bench = await Bench.StartAsync();
        const string Good = "name: a\nversion: 1.0.0\n";
        var licence = ("LICENSE", "MIT");
        foreach (var (archive, why) in new (byte[], string)[]
        {
            ([1, 2, 3], "broken"),
            (PubPayload.Archive(Good), "LICENSE"),
            (PubPayload.Archive(Good, licence, ("../evil", "x")), "invalid path"),
            (PubPayload.Archive("name: a-b\nversion: 1.0.0\n", licence), "Package name"),
            (PubPayload.Archive("name: a\nversion: '1.0'\n", licence), "not a version"),
            (PubPayload.Archive("name: a\n", licence), "no 'version'"),
            (PubPayload.Archive("- a\n", licence), "no mapping"),
            (PubPayload.Archive("a: [\n", licence), "cannot be read"),
            (PubPayload.Archive(Good + "dependencies:\n  b:\n    path: ../b\n", licence), "neither hosted"),
        })
        {
            using var refusal = await bench.UploadArchiveAsync(archive);
            ((int)refusal.StatusCode).ShouldBe(400, why);
            (await refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(why);
        }

        (await bench.UploadArchiveAsync(PubPayload.Archive(Good + "dev_dependencies:\n  b: { path: ../b }\n", licence)).StatusAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task UnknownPackagesComeFromUpstreamAndOursDoNot()
    {
        await using var bench = await Bench.StartAsync(options => options with { UpstreamPub = new Uri("https://pub.example.test/") });
        await bench.UploadPackageAsync("ours", "1.0.0");
        using var redirect = await bench.GetAsync("/dart/api/packages/theirs");
        redirect.Headers.Location!.AbsoluteUri.ShouldBe("https://pub.example.test/api/packages/theirs");
        (await bench.GetAsync("/dart/api/packages/ours").StatusAsync()).ShouldBe(200);
        bench.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "ReleaseKit/1");
        (await bench.GetAsync("/dart/api/packages/theirs").StatusAsync()).ShouldBe(404, "the release itself asks only for what it publishes here");
    }
}
