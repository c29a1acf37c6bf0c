using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Tests.NuGet;

public sealed class NuGetContractTests
{
    [Fact]
    public async Task ServiceIndexLeadsToEveryService()
    {
        await using var bench = await Bench.StartAsync();
        var resources = (await bench.GetJsonAsync("/nuget/v3/index.json"))["resources"]!.AsArray();
        foreach (var type in new[] { "PackagePublish/2.0.0", "SymbolPackagePublish/4.9.0", "PackageBaseAddress/3.0.0", "RegistrationsBaseUrl/3.6.0", "SearchQueryService" })
        {
            ((string)resources.Single(r => (string?)r!["@type"] == type)!["@id"]!).ShouldStartWith($"{bench.Url}/nuget/v3/");
        }
    }

    [Fact]
    public async Task PushedVersionsAreListedInOrderAndServedUnderNormalNames()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var version in new[] { "1.10.0", "1.9", "2.0.0-Beta.2", "2.0.0-beta.10", "1.0.0.0", "1.0.0.1", "2.0.0+build" })
        {
            (await bench.PushAsync("Acme.Core", version).StatusAsync()).ShouldBe(201, version);
        }

        (await VersionsAsync(bench)).ShouldBe(["1.0.0", "1.0.0.1", "1.9.0", "1.10.0", "2.0.0-beta.2", "2.0.0-beta.10", "2.0.0"]);
        (await bench.GetAsync("/nuget/v3/flatcontainer/acme.core/1.9.0/acme.core.1.9.0.nupkg").BytesAsync()).ShouldBe(Nupkg.Bytes("Acme.Core", "1.9"));
        (await bench.GetAsync("/nuget/v3/flatcontainer/Acme.Core/1.9/Acme.Core.1.9.0.nupkg").StatusAsync()).ShouldBe(200);
        (await bench.GetAsync("/nuget/v3/flatcontainer/acme.core/1.9.0/acme.core.nuspec").TextAsync()).ShouldBe(Nupkg.Manifest("Acme.Core", "1.9"));
        foreach (var missing in new[] { "other/index.json", "acme.core/3.0.0/acme.core.3.0.0.nupkg", "acme.core/1.9.0/other.1.9.0.nupkg" })
        {
            (await bench.GetAsync($"/nuget/v3/flatcontainer/{missing}").StatusAsync()).ShouldBe(404, missing);
        }
    }

    [Fact]
    public async Task ExistingVersionIsAConflictEvenWithTheSameBytes()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PushAsync("Acme.Core", "1.0.0").StatusAsync()).ShouldBe(201);
        (await bench.PushAsync("acme.core", "1.0").StatusAsync()).ShouldBe(409);
        (await bench.PushAsync("Acme.Core", "1.0.0").StatusAsync()).ShouldBe(409);
        (await bench.LogAsync()).Select(entry => ((string?)entry!["version"], (int)entry["status"]!)).ShouldBe([("1.0.0", 201), ("1.0.0", 409), ("1.0.0", 409)]);
    }

    [Fact]
    public async Task RegistrationTellsDependenciesAndListing()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PushAsync("Acme.Core", "1.0.0");
        await bench.PushAsync("Acme.Core", "1.1.0");
        var page = (await bench.GetJsonAsync("/nuget/v3/registration/acme.core/index.json"))["items"]![0]!;
        ((int)page["count"]!, (string?)page["lower"], (string?)page["upper"]).ShouldBe((2, "1.0.0", "1.1.0"));
        var entry = page["items"]![0]!["catalogEntry"]!;
        ((string?)entry["id"], (string?)entry["version"], (bool)entry["listed"]!).ShouldBe(("Acme.Core", "1.0.0", true));
        var group = entry["dependencyGroups"]![0]!;
        ((string?)group["targetFramework"], (string?)group["dependencies"]![0]!["id"]).ShouldBe(("net10.0", "Acme.Base"));
        ((bool)(await bench.GetJsonAsync((string)page["items"]![0]!["@id"]!))["listed"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task UnlistedVersionHidesFromSearchAndStaysRestorable()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PushAsync("Acme.Core", "1.0.0");
        await bench.PushAsync("Acme.Core", "1.1.0");
        (await bench.Http.DeleteAsync("/nuget/v3/package/Acme.Core/1.1", TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(204);
        (await bench.Http.DeleteAsync("/nuget/v3/package/Acme.Core/9.0.0", TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(404);

        ((string?)(await SearchAsync(bench, "acme"))[0]!["version"]).ShouldBe("1.0.0");
        (await VersionsAsync(bench)).ShouldBe(["1.0.0", "1.1.0"]);
        ((bool)(await bench.GetJsonAsync("/nuget/v3/registration/acme.core/1.1.0.json"))["listed"]!).ShouldBeFalse();
        using var nothing = new StringContent("");
        (await bench.Http.PostAsync("/nuget/v3/package/Acme.Core/1.1.0", nothing, TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(200);
        ((string?)(await SearchAsync(bench, "acme"))[0]!["version"]).ShouldBe("1.1.0");
    }

    [Fact]
    public async Task SearchMatchesWordsAndLeavesPrereleasesOut()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PushAsync("Acme.Core", "1.0.0-rc.1");
        await bench.PushAsync("Acme.Other", "1.0.0");
        (await SearchAsync(bench, "")).Select(hit => (string?)hit!["id"]).ShouldBe(["Acme.Other"]);
        (await SearchAsync(bench, "beta other")).Count.ShouldBe(1);
        (await SearchAsync(bench, "absent")).ShouldBeEmpty();
        (await SearchAsync(bench, "&prerelease=true")).Select(hit => (string?)hit!["id"]).ShouldBe(["Acme.Core", "Acme.Other"]);
        (await SearchAsync(bench, "&prerelease=true&skip=1&take=1")).Select(hit => (string?)hit!["id"]).ShouldBe(["Acme.Other"]);
    }

    [Fact]
    public async Task SymbolsNeedTheirPackageAndMayBeReplaced()
    {
        await using var bench = await Bench.StartAsync();
        var symbols = Nupkg.Bytes("Acme.Core", "1.0.0");
        (await bench.PushAsync(symbols, "symbolpackage").StatusAsync()).ShouldBe(404);
        await bench.PushAsync("Acme.Core", "1.0.0");
        (await bench.PushAsync(symbols, "symbolpackage").StatusAsync()).ShouldBe(201);
        (await bench.PushAsync(symbols, "symbolpackage").StatusAsync()).ShouldBe(201);
        (await bench.LogAsync()).Select(entry => (string?)entry!["file"])
            .ShouldBe(["acme.core.1.0.0.snupkg", "acme.core.1.0.0.nupkg", "acme.core.1.0.0.snupkg", "acme.core.1.0.0.snupkg"]);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("wrong", 403)]
    [InlineData("right", 201)]
    public async Task KeyIsAskedFor(string? key, int status)
    {
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of("right") });
        (await bench.PushAsync(Nupkg.Bytes("Acme.Core", "1.0.0"), key: key).StatusAsync()).ShouldBe(status);
        (await bench.Http.DeleteAsync("/nuget/v3/package/Acme.Core/1.0.0", TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(401);
    }

    public static TheoryData<string, byte[]> Broken { get; } = new()
    {
        { "no zip", [1, 2, 3] },
        { "no manifest", Nupkg.Bytes("Acme", "1.0.0", "readme.txt") },
        { "manifest in a folder", Nupkg.Bytes("Acme", "1.0.0", "folder/acme.nuspec") },
        { "no xml", Nupkg.Bytes("Acme", "1.0.0", manifest: "text") },
        { "a document type", Nupkg.Bytes("Acme", "1.0.0", manifest: "<!DOCTYPE x [<!ENTITY a \"b\">]>" + Nupkg.Manifest("Acme", "1.0.0").Split('\n', 2)[1]) },
        { "no metadata", Nupkg.Bytes("Acme", "1.0.0", manifest: "<package/>") },
        { "an id that is a path", Nupkg.Bytes("../Acme", "1.0.0") },
        { "no version", Nupkg.Bytes("Acme", "one") },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task BrokenPackagesAreRefused(string why, byte[] content)
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PushAsync(content).StatusAsync()).ShouldBe(400, why);
        Directory.Exists(Path.Combine(bench.Storage, "nuget")).ShouldBeFalse();
    }

    private static async Task<List<string?>> VersionsAsync(Bench bench) =>
        [.. (await bench.GetJsonAsync("/nuget/v3/flatcontainer/acme.core/index.json"))["versions"]!.AsArray().Select(v => (string?)v)];

    private static async Task<JsonArray> SearchAsync(Bench bench, string query) =>
        (await bench.GetJsonAsync($"/nuget/v3/query?q={query}"))["data"]!.AsArray();
}
