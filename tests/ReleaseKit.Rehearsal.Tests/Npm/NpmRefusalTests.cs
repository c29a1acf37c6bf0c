using System.Text;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Tests.Npm;

public sealed class NpmRefusalTests
{
    public static TheoryData<string, string> Spoilt { get; } = new()
    {
        { "name", "The body names the package 'other'" },
        { "version", "is not a version" },
        { "manifest", "The manifest under '1.0.0'" },
        { "integrity", "dist.integrity" },
        { "shasum", "dist.shasum" },
        { "length", "'length'" },
        { "base64", "not base64" },
        { "no tarball", "brings one tarball" },
        { "two versions", "brings one version" },
        { "tag", "does not name" },
        { "other tarball", "The tarball holds other@1.0.0" },
        { "broken tarball", "The tarball cannot be read" },
        { "empty tarball", "no package.json" },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task PublicationThatDisagreesWithItselfIsRefusedWhole(string how, string complaint)
    {
        await using var bench = await Bench.StartAsync();
        var reply = bench.PutJsonAsync("/npm/acme-core", Spoil(how));
        using var response = await reply;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(400, text);
        text.ShouldContain(complaint);
        (await bench.GetAsync("/npm/acme-core").StatusAsync()).ShouldBe(404);
        var entry = (await bench.LogAsync()).ShouldHaveSingleItem()!;
        ((int)entry["status"]!, (bool)entry["stored"]!, (string?)entry["name"]).ShouldBe((400, false, "acme-core"));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("with space")]
    [InlineData("..%2fescape")]
    [InlineData("%00")]
    [InlineData("a%5cb")]
    [InlineData("a%0ab")]
    [InlineData("a%2fb")]
    [InlineData("@a%2fb%2fc")]
    [InlineData(".hidden")]
    public async Task NamesThatCouldBeAnythingElseAreRefused(string name)
    {
        await using var bench = await Bench.StartAsync();
        var payload = NpmPayload.Of(Uri.UnescapeDataString(name), "1.0.0");
        (await RawRequest.SendAsync(bench.Url, "PUT", $"/npm/{name.Replace(" ", "%20", StringComparison.Ordinal)}", payload.ToJsonString())).ShouldBe(400);
        Directory.Exists(Path.Combine(bench.Storage, "npm")).ShouldBeFalse();
    }

    [Fact]
    public async Task OverlongNamesAreRefused()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PublishAsync(new string('a', 215), "1.0.0").StatusAsync()).ShouldBe(400);
        (await bench.PublishAsync(new string('a', 3000), "1.0.0").StatusAsync()).ShouldBe(400);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"_attachments\":{\"a.tgz\":1}}")]
    public async Task BodiesThatAreNotPublicationsAreRefused(string body)
    {
        await using var bench = await Bench.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (await bench.Http.PutAsync("/npm/acme-core", content, TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(400);
    }

    [Fact]
    public async Task WorkspaceSpecsAreAcceptedAsARegistryWouldButLoggedAsWarnings()
    {
        await using var bench = await Bench.StartAsync();
        var manifest = new JsonObject
        {
            ["dependencies"] = new JsonObject { ["@acme/a"] = "workspace:*", ["left"] = "^1.0.0" },
            ["peerDependencies"] = new JsonObject { ["b"] = "file:../b" },
            ["optionalDependencies"] = new JsonObject { ["c"] = "link:../c" },
            ["devDependencies"] = new JsonObject { ["d"] = "workspace:^" },
        };
        (await bench.PublishAsync("acme-core", "1.0.0", manifest: manifest).StatusAsync()).ShouldBe(201);
        var warnings = (await bench.LogAsync())[0]!["warnings"]!.AsArray().Select(w => (string)w!).ToList();
        warnings.Count.ShouldBe(3);
        warnings.ShouldContain("dependencies.@acme/a is 'workspace:*', which nobody can install from a registry.");
    }

    private static JsonObject Spoil(string how)
    {
        var payload = NpmPayload.Of("acme-core", "1.0.0", tarball: how switch
        {
            "other tarball" => NpmPayload.Tarball("""{"name":"other","version":"1.0.0"}"""),
            "broken tarball" => [1, 2, 3, 4],
            "empty tarball" => EmptyTar(),
            _ => null,
        });
        var versions = payload["versions"]!.AsObject();
        var attachments = payload["_attachments"]!.AsObject();
        var attachment = attachments.Single().Value!.AsObject();
        switch (how)
        {
            case "name": payload["name"] = "other"; break;
            case "version": return NpmPayload.Of("acme-core", "1.0");
            case "manifest": versions["1.0.0"]!["version"] = "1.0.1"; break;
            case "integrity": versions["1.0.0"]!["dist"]!["integrity"] = "sha512-AAAA"; break;
            case "shasum": versions["1.0.0"]!["dist"]!["shasum"] = "00"; break;
            case "length": attachment["length"] = 1; break;
            case "base64": attachment["data"] = "#"; break;
            case "no tarball": attachments.Clear(); attachments["x.sigstore"] = new JsonObject { ["data"] = "x" }; break;
            case "two versions": versions["2.0.0"] = new JsonObject(); break;
            case "tag": payload["dist-tags"]!["latest"] = "2.0.0"; break;
            default: break;
        }

        return payload;
    }

    private static byte[] EmptyTar()
    {
        var result = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(result, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(new byte[1024]);
        }

        return result.ToArray();
    }
}
