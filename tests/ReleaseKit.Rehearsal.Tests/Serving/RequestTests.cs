using System.Net;
using ReleaseKit.Rehearsal.Tests.Npm;

namespace ReleaseKit.Rehearsal.Tests.Serving;

public sealed class RequestTests
{
    [Theory]
    [InlineData("/..")]
    [InlineData("/../../etc/passwd")]
    [InlineData("/npm/..")]
    [InlineData("/npm/%2e%2e/%2e%2e/x")]
    [InlineData("/npm/acme-core/-/..%2f..%2f.lock")]
    [InlineData("/npm/acme-core/-/%2e%2e")]
    [InlineData("/npm/acme-core/-/a%00b.tgz")]
    [InlineData("/pypi/files/acme/..%2fpackage.json")]
    [InlineData("/pypi/files/acme/..%5cpackage.json")]
    [InlineData("/pypi/simple/%0d%0aX:%20y/")]
    [InlineData("/nuget/v3/flatcontainer/..%2facme/index.json")]
    [InlineData("/nuget/v3/flatcontainer/a/../index.json")]
    [InlineData("http://127.0.0.1/npm/..%2f")]
    public async Task PathsThatTryToLeaveAreRefused(string target)
    {
        await using var bench = await Bench.StartAsync();
        await bench.PublishAsync("acme-core", "1.0.0");
        (await RawRequest.SendAsync(bench.Url, "GET", target)).ShouldBe(400, target);
    }

    [Theory]
    [InlineData("Host", "rebound.example")]
    [InlineData("Origin", "https://page.example")]
    [InlineData("Origin", "null")]
    public async Task WebPagesAreNoPackageClients(string header, string value)
    {
        await using var bench = await Bench.StartAsync();
        bench.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        (await bench.UploadAsync("python", "1.0.0").StatusAsync()).ShouldBe(403);
        (await bench.GetAsync("/_health").StatusAsync()).ShouldBe(403);
    }

    [Fact]
    public async Task HeadAnswersLikeGetWithoutABody()
    {
        await using var bench = await Bench.StartAsync();
        await bench.UploadAsync("nuget", "1.0.0");
        using var head = new HttpRequestMessage(HttpMethod.Head, Uploads.DownloadPath("nuget", "1.0.0"));
        using var response = await bench.Http.SendAsync(head, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(0);
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task NothingServedMayBeCached()
    {
        await using var bench = await Bench.StartAsync();
        await bench.UploadAsync("npm", "1.0.0");
        foreach (var path in new[] { Uploads.ReadPath("npm"), Uploads.DownloadPath("npm", "1.0.0") })
        {
            using var response = await bench.GetAsync(path);
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task HealthTellsWhereEachRegistryLies()
    {
        await using var bench = await Bench.StartAsync();
        var health = await bench.GetJsonAsync("/_health");
        ((string?)health["status"]).ShouldBe("ok");
        health["registries"]!.AsObject().Select(pair => (pair.Key, (string?)pair.Value)).ShouldBe(
        [
            ("npm", $"{bench.Url}/npm/"),
            ("python", $"{bench.Url}/pypi/simple/"),
            ("nuget", $"{bench.Url}/nuget/v3/index.json"),
            ("go", $"{bench.Url}/go/"),
            ("cargo", $"{bench.Url}/cargo/"),
            ("dart", $"{bench.Url}/dart/"),
            ("maven", $"{bench.Url}/maven/"),
        ]);
        (await bench.GetAsync("/").StatusAsync()).ShouldBe(404);
        (await bench.Http.DeleteAsync("/_log", TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(405);
        (await bench.GetAsync("/nuget/nonsense").StatusAsync()).ShouldBe(404);
        (await bench.GetAsync("/pypi/nonsense").StatusAsync()).ShouldBe(404);
    }
}
