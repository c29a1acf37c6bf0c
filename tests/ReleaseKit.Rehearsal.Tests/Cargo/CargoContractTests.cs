using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Tests.Cargo;

public sealed class CargoContractTests
{
    [Fact]
    public async Task ConfigurationLeadsToFilesAndInterface()
    {
        await using var bench = await Bench.StartAsync();
        var configuration = await bench.GetJsonAsync("/cargo/config.json");
        ((string?)configuration["dl"], (string?)configuration["api"]).ShouldBe(($"{bench.Url}/cargo/dl", $"{bench.Url}/cargo"));
    }

    [Theory]
    [InlineData("a", "1/a")]
    [InlineData("ab", "2/ab")]
    [InlineData("abc", "3/a/abc")]
    [InlineData("Abcd-e_f", "ab/cd/abcd-e_f")]
    public async Task ACrateIsFoundWhereTheIndexHasIt(string name, string path)
    {
        await using var bench = await Bench.StartAsync();
        (await bench.UploadCrateAsync(name, "1.0.0").StatusAsync()).ShouldBe(200);
        var line = (await bench.IndexAsync(path)).ShouldHaveSingleItem();
        ((string?)line["name"], (string?)line["vers"], (bool)line["yanked"]!).ShouldBe((name, "1.0.0", false));
        ((string?)line["cksum"]).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(CratePayload.Crate(name, "1.0.0"))));
        (await bench.GetAsync($"/cargo/dl/{name}/1.0.0/download").BytesAsync()).ShouldBe(CratePayload.Crate(name, "1.0.0"));
        foreach (var missing in new[] { "/cargo/2/zz", $"/cargo/xx/{path}", $"/cargo/dl/{name}/2.0.0/download", "/cargo/api/v1/me" })
        {
            (await bench.GetAsync(missing).StatusAsync()).ShouldBe(404, missing);
        }
    }

    [Fact]
    public async Task TheIndexCallsThingsByOtherNamesThanTheUpload()
    {
        await using var bench = await Bench.StartAsync();
        var metadata = CratePayload.Metadata("acme-core", "1.0.0");
        metadata["deps"] = new JsonArray(
            Dependency("log", "^0.4", null), Dependency("serde", "^1", "explained"));
        metadata["features"] = new JsonObject { ["default"] = new JsonArray("std"), ["std"] = new JsonArray(), ["logs"] = new JsonArray("dep:log"), ["weak"] = new JsonArray("explained?/std") };
        metadata["rust_version"] = "1.70";
        (await bench.UploadCrateAsync(CratePayload.Body(metadata, CratePayload.Crate("acme-core", "1.0.0"))).StatusAsync()).ShouldBe(200);

        var line = (await bench.IndexAsync("ac/me/acme-core")).Single();
        line["deps"]!.AsArray().Select(d => $"{d!["name"]} {d["package"]} {d["req"]} {d["kind"]} {d["optional"]} {d["default_features"]}")
            .ShouldBe(["log  ^0.4 normal true false", "explained serde ^1 normal true false"]);
        (line["features"]!.ToJsonString(), line["features2"]!.ToJsonString(), (int)line["v"]!, (string?)line["rust_version"])
            .ShouldBe(("""{"default":["std"],"std":[]}""", """{"logs":["dep:log"],"weak":["explained?/std"]}""", 2, "1.70"));
    }

    [Fact]
    public async Task AVersionIsThereOnceWhateverItsBytesAndMetadata()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.UploadCrateAsync("acme-core", "1.0.0").StatusAsync()).ShouldBe(200);
        foreach (var (name, version, why) in new[] { ("acme-core", "1.0.0", "is already uploaded"), ("acme-core", "1.0.0+build", "is already uploaded"), ("Acme_Core", "1.1.0", "previously named `acme-core`") })
        {
            using var refusal = await bench.UploadCrateAsync(name, version, "// other");
            ((int)refusal.StatusCode).ShouldBe(400);
            ((string?)JsonNode.Parse(await refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["errors"]![0]!["detail"]).ShouldNotBeNull().ShouldContain(why);
        }

        (await bench.GetAsync("/cargo/ac/me/acme_core").StatusAsync()).ShouldBe(404);
        (await bench.LogAsync()).Count(e => (bool)e!["stored"]!).ShouldBe(1);
    }

    [Fact]
    public async Task YankedVersionsStay()
    {
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of("good") });
        (await bench.UploadCrateAsync(CratePayload.Body(CratePayload.Metadata("a", "1.0.0"), CratePayload.Crate("a", "1.0.0")), "good").StatusAsync()).ShouldBe(200);
        (await SendAsync(bench, HttpMethod.Delete, "1.0.0/yank", null)).ShouldBe(403);
        (await SendAsync(bench, HttpMethod.Delete, "1.0.0/yank", "good")).ShouldBe(200);
        ((bool)(await bench.IndexAsync("1/a")).Single()["yanked"]!).ShouldBeTrue();
        (await bench.GetAsync("/cargo/dl/a/1.0.0/download").StatusAsync()).ShouldBe(200);
        (await SendAsync(bench, HttpMethod.Put, "1.0.0/unyank", "good")).ShouldBe(200);
        ((bool)(await bench.IndexAsync("1/a")).Single()["yanked"]!).ShouldBeFalse();
        (await SendAsync(bench, HttpMethod.Delete, "2.0.0/yank", "good")).ShouldBe(404);
    }

    [Fact]
    public async Task WhatCratesIoRefusesIsRefused()
    {
        await using var bench = await Bench.StartAsync();
        var good = CratePayload.Crate("a", "1.0.0");
        var metadata = CratePayload.Metadata("a", "1.0.0");
        JsonObject Without(string key)
        {
            var copy = metadata.DeepClone().AsObject();
            copy[key] = null;
            return copy;
        }

        foreach (var (body, why) in new (byte[], string)[]
        {
            ([1, 0, 0], "a length"),
            ([255, 255, 255, 255, 1], "a length"),
            ([.. CratePayload.Body(metadata, good), 0], "behind the crate"),
            (CratePayload.Body(metadata, [1, 2, 3]), "malformed"),
            (CratePayload.Body(CratePayload.Metadata("b", "1.0.0"), good), "invalid path"),
            (CratePayload.Body(metadata, CratePayload.Crate("a", "1.0.0", folder: "a-1.0.0/../..")), "invalid path"),
            (CratePayload.Body(metadata, CratePayload.Crate("a", "1.0.1", folder: "a-1.0.0")), "different packages"),
            (CratePayload.Body(metadata, CratePayload.Crate("a", "1.0.0", manifest: "name = 7")), "failed to parse"),
            (CratePayload.Body(CratePayload.Metadata("--yank", "1.0.0"), good), "invalid character"),
            (CratePayload.Body(CratePayload.Metadata("a", "1.0"), good), "semver"),
            (CratePayload.Body(Without("description"), good), "description"),
            (CratePayload.Body(Without("license"), good), "license"),
            (CratePayload.Body(Without("vers"), good), "`vers` is missing"),
        })
        {
            using var refusal = await bench.UploadCrateAsync(body);
            ((int)refusal.StatusCode).ShouldBe(400, why);
            (await refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(why);
        }

        (await bench.UploadCrateAsync(CratePayload.Body(Without("license"), CratePayload.Crate("a", "1.0.0", manifest: "publish = [\"corp\"]\n"))).StatusAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task UnknownCratesComeFromUpstreamAndOursDoNot()
    {
        await using var upstream = await Bench.StartAsync();
        await upstream.UploadCrateAsync("theirs", "1.0.0");
        await upstream.UploadCrateAsync("ours", "9.0.0");
        await using var bench = await Bench.StartAsync(options => options with { UpstreamCargo = new Uri($"{upstream.Url}/cargo/") });
        await bench.UploadCrateAsync("ours", "1.0.0");
        ((string?)(await bench.IndexAsync("th/ei/theirs")).Single()["vers"]).ShouldBe("1.0.0");
        ((string?)(await bench.IndexAsync("ou/rs/ours")).Single()["vers"]).ShouldBe("1.0.0");
        using var redirect = await bench.GetAsync("/cargo/dl/theirs/1.0.0/download");
        redirect.Headers.Location!.AbsoluteUri.ShouldBe($"{upstream.Url}/cargo/dl/theirs/1.0.0/download");
        (await bench.GetAsync("/cargo/no/ne/none").StatusAsync()).ShouldBe(404);
        bench.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "ReleaseKit/1");
        (await bench.GetAsync("/cargo/th/ei/theirs").StatusAsync()).ShouldBe(404, "the release itself asks only for what it publishes here");
    }

    [Fact]
    public async Task AnUpstreamThatCannotBeReachedKnowsNothing()
    {
        await using var bench = await Bench.StartAsync(options => options with { UpstreamCargo = new Uri("http://127.0.0.1:9/") });
        (await bench.GetAsync("/cargo/1/a").StatusAsync()).ShouldBe(404);
        (await bench.GetAsync("/cargo/dl/a/1.0.0/download").StatusAsync()).ShouldBe(502);
    }

    private static JsonObject Dependency(string name, string requirement, string? rename) => new()
    {
        ["name"] = name, ["version_req"] = requirement, ["features"] = new JsonArray(), ["optional"] = true, ["default_features"] = false,
        ["target"] = null, ["kind"] = "normal", ["registry"] = null, ["explicit_name_in_toml"] = rename,
    };

    private static async Task<int> SendAsync(Bench bench, HttpMethod method, string path, string? token)
    {
        using var request = new HttpRequestMessage(method, $"/cargo/api/v1/crates/a/{path}");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        return await bench.Http.SendAsync(request, TestContext.Current.CancellationToken).StatusAsync();
    }
}
