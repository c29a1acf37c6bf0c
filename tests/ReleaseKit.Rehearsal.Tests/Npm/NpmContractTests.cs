using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Tests.Npm;

public sealed class NpmContractTests
{
    [Theory]
    [InlineData("acme-core")]
    [InlineData("@acme/core")]
    public async Task PublishedPackageIsReadUnderBothSpellingsOfItsName(string name)
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PublishAsync(name, "1.2.3").StatusAsync()).ShouldBe(201);

        foreach (var spelling in new[] { name, name.Replace("/", "%2f", StringComparison.Ordinal), name.Replace("@", "%40", StringComparison.Ordinal) })
        {
            var packument = await bench.GetJsonAsync($"/npm/{spelling}");
            ((string?)packument["name"]).ShouldBe(name);
            ((string?)packument["dist-tags"]!["latest"]).ShouldBe("1.2.3");
            ((string?)packument["time"]!["1.2.3"]).ShouldNotBeNull();
            ((string?)(await bench.GetJsonAsync($"/npm/{spelling}/1.2.3"))["version"]).ShouldBe("1.2.3");
            ((string?)(await bench.GetJsonAsync($"/npm/{spelling}/latest"))["version"]).ShouldBe("1.2.3");
        }
    }

    [Fact]
    public async Task TarballIsServedFromTheAddressInThePackumentWithTheStatedDigests()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PublishAsync("@acme/core", "1.0.0").StatusAsync()).ShouldBe(201);

        var dist = (await bench.GetJsonAsync("/npm/@acme/core"))["versions"]!["1.0.0"]!["dist"]!;
        var address = (string)dist["tarball"]!;
        address.ShouldBe($"{bench.Url}/npm/@acme/core/-/core-1.0.0.tgz");
        var tarball = await bench.GetAsync(address).BytesAsync();
        ((string?)dist["integrity"]).ShouldBe("sha512-" + Convert.ToBase64String(SHA512.HashData(tarball)));
        ((string?)dist["shasum"]).ShouldBe(Convert.ToHexStringLower(SHA1.HashData(tarball)));
        ((int)dist["fileCount"]!).ShouldBe(1);
    }

    [Fact]
    public async Task AbbreviatedDocumentHasOnlyWhatInstallersNeed()
    {
        await using var bench = await Bench.StartAsync();
        var manifest = new JsonObject { ["description"] = "long", ["dependencies"] = new JsonObject { ["a"] = "^1.0.0" }, ["scripts"] = new JsonObject { ["install"] = "x" } };
        await bench.PublishAsync("acme-core", "1.0.0", manifest: manifest);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/npm/acme-core");
        request.Headers.TryAddWithoutValidation("Accept", "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8");
        using var response = await bench.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.npm.install-v1+json");
        var version = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["versions"]!["1.0.0"]!.AsObject();
        version.Select(pair => pair.Key).ShouldBe(["dependencies", "name", "version", "dist", "hasInstallScript"], ignoreOrder: true);
    }

    [Fact]
    public async Task PublishedVersionIsImmutable()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PublishAsync("acme-core", "1.0.0");
        var again = bench.PublishAsync("acme-core", "1.0.0", manifest: new JsonObject { ["description"] = "other" });
        (await again.StatusAsync()).ShouldBe(403);

        ((string?)(await bench.PublishAsync("acme-core", "1.0.0").JsonAsync())["error"])
            .ShouldBe("You cannot publish over the previously published versions: 1.0.0.");
        (await bench.GetJsonAsync("/npm/acme-core/1.0.0"))["description"].ShouldBeNull();
    }

    [Fact]
    public async Task LatestGoesToTheFirstVersionAndThenOnlyWhereItIsAsked()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PublishAsync("acme-core", "1.0.0-rc.1", tag: "next");
        (await TagsAsync(bench)).ShouldBe(["latest=1.0.0-rc.1", "next=1.0.0-rc.1"]);
        await bench.PublishAsync("acme-core", "1.0.0-rc.2", tag: "next");
        (await TagsAsync(bench)).ShouldBe(["latest=1.0.0-rc.1", "next=1.0.0-rc.2"]);
        await bench.PublishAsync("acme-core", "1.0.0");
        (await TagsAsync(bench)).ShouldBe(["latest=1.0.0", "next=1.0.0-rc.2"]);
    }

    [Fact]
    public async Task DistTagsAreSetAndRemoved()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PublishAsync("acme-core", "1.0.0");
        await bench.PublishAsync("acme-core", "2.0.0");
        const string Tags = "/npm/-/package/acme-core/dist-tags";
        (await bench.PutJsonAsync($"{Tags}/lts", "1.0.0").StatusAsync()).ShouldBe(200);
        (await bench.PutJsonAsync($"{Tags}/lts", "3.0.0").StatusAsync()).ShouldBe(404);
        (await bench.PutJsonAsync($"{Tags}/1.0.0", "1.0.0").StatusAsync()).ShouldBe(400);
        (await TagsAsync(bench)).ShouldBe(["latest=2.0.0", "lts=1.0.0"]);
        (await bench.Http.DeleteAsync($"{Tags}/lts", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await bench.Http.DeleteAsync($"{Tags}/latest", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await TagsAsync(bench)).ShouldBe(["latest=2.0.0"]);
    }

    [Fact]
    public async Task StaleDocumentCannotOverwriteANewerOne()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PublishAsync("acme-core", "1.0.0");
        var stale = await bench.GetJsonAsync("/npm/acme-core?write=true");
        await bench.PublishAsync("acme-core", "1.1.0");
        (await bench.PutJsonAsync("/npm/acme-core", stale).StatusAsync()).ShouldBe(409);
    }

    [Fact]
    public async Task UnpublishedVersionIsGoneAndNeverComesBack()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PublishAsync("acme-core", "1.0.0");
        var before = await bench.GetJsonAsync("/npm/acme-core?write=true");
        (await bench.Http.DeleteAsync($"/npm/acme-core/-rev/{before["_rev"]}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await bench.GetAsync("/npm/acme-core").StatusAsync()).ShouldBe(404);
        (await bench.GetAsync("/npm/acme-core/-/acme-core-1.0.0.tgz").StatusAsync()).ShouldBe(404);
        (await bench.PublishAsync("acme-core", "1.0.0").StatusAsync()).ShouldBe(403);
        (await bench.PublishAsync("acme-core", "1.0.1").StatusAsync()).ShouldBe(201);
    }

    [Fact]
    public async Task UnknownNamesAreNotFound()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PublishAsync("acme-core", "1.0.0");
        foreach (var path in new[] { "nothing", "@acme%2fnothing", "acme-core/2.0.0", "acme-core/-/acme-core-2.0.0.tgz", "-/package/nothing/dist-tags", "-/nonsense" })
        {
            (await bench.GetAsync($"/npm/{path}").StatusAsync()).ShouldBe(404, path);
        }
    }

    [Fact]
    public async Task UnknownPackagesAreSentUpstream()
    {
        await using var upstream = await Bench.StartAsync();
        await using var bench = await Bench.StartAsync(options => options with { UpstreamNpm = new Uri(upstream.Url + "/npm/") });
        await bench.PublishAsync("acme-core", "1.0.0");

        (await LocationAsync("@other/lib")).ShouldBe($"{upstream.Url}/npm/@other%2flib");
        (await LocationAsync("@other/lib/-/lib-1.0.0.tgz")).ShouldBe($"{upstream.Url}/npm/@other/lib/-/lib-1.0.0.tgz");
        (await LocationAsync("other/1.0.0")).ShouldBe($"{upstream.Url}/npm/other/1.0.0");
        (await bench.GetAsync("/npm/acme-core/9.9.9").StatusAsync()).ShouldBe(404);

        async Task<string?> LocationAsync(string path)
        {
            using var response = await bench.GetAsync($"/npm/{path}");
            ((int)response.StatusCode).ShouldBe(302);
            return response.Headers.Location?.OriginalString;
        }
    }

    [Fact]
    public async Task PingAndWhoamiAnswer()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.GetAsync("/npm/-/ping").StatusAsync()).ShouldBe(200);
        ((string?)(await bench.GetJsonAsync("/npm/-/whoami"))["username"]).ShouldBe("rehearsal");
    }

    private static async Task<List<string>> TagsAsync(Bench bench) =>
        [.. (await bench.GetJsonAsync("/npm/-/package/acme-core/dist-tags")).AsObject().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];
}
