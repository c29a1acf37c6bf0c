using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Rehearsal.Tests.PyPi;

public sealed class PyPiContractTests
{
    private const string Json = "application/vnd.pypi.simple.v1+json";

    [Fact]
    public async Task UploadedFilesAreListedWithTheirDigestsInBothForms()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.UploadWheelAsync("Acme.Core", "1.0.0").StatusAsync()).ShouldBe(200);
        (await bench.UploadAsync("acme.core-1.0.0.tar.gz", Wheel.Source("Acme.Core", "1.0.0"), "acme.core", "1.0.0").StatusAsync()).ShouldBe(200);

        var page = await bench.GetJsonAsync("/pypi/simple/acme-core/", Json);
        ((string?)page["name"], (string?)page["meta"]!["api-version"]).ShouldBe(("acme-core", "1.1"));
        page["versions"]!.AsArray().Select(v => (string?)v).ShouldBe(["1.0.0"]);
        var wheel = page["files"]!.AsArray()[0]!;
        ((string?)wheel["requires-python"]).ShouldBe(">=3.8");
        var bytes = await bench.GetAsync((string)wheel["url"]!).BytesAsync();
        ((string?)wheel["hashes"]!["sha256"]).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var metadata = await bench.GetAsync((string)wheel["url"]! + ".metadata").BytesAsync();
        ((string?)wheel["core-metadata"]!["sha256"]).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(metadata)));
        Encoding.UTF8.GetString(metadata).ShouldBe(Wheel.Metadata("Acme.Core", "1.0.0"));

        var html = await bench.GetAsync("/pypi/simple/acme-core/").TextAsync();
        html.ShouldContain($"#sha256={Convert.ToHexStringLower(SHA256.HashData(bytes))}\" data-requires-python=\"&gt;=3.8\" data-core-metadata=\"sha256=");
        html.ShouldContain(">acme.core-1.0.0.tar.gz</a>");
        (await bench.GetAsync("/pypi/simple/").TextAsync()).ShouldContain("<a href=\"acme-core/\">acme-core</a>");
        ((string?)(await bench.GetJsonAsync("/pypi/simple/", Json))["projects"]![0]!["name"]).ShouldBe("acme-core");
    }

    [Theory]
    [InlineData(null, "text/html")]
    [InlineData("*/*", "text/html")]
    [InlineData("application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01", Json)]
    [InlineData("application/vnd.pypi.simple.v1+html, text/html;q=0.1", "application/vnd.pypi.simple.v1+html")]
    [InlineData("application/vnd.pypi.simple.latest+json", Json)]
    [InlineData("text/html;q=0.2, application/vnd.pypi.simple.v1+json;q=0.1", "text/html")]
    [InlineData("application/vnd.pypi.simple.v1+json;q=0, text/html;q=0.1", "text/html")]
    [InlineData("image/png", null)]
    public async Task TheFormThatIsWantedMostIsServed(string? accept, string? expected)
    {
        await using var bench = await Bench.StartAsync();
        await bench.UploadWheelAsync("acme", "1.0.0");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pypi/simple/acme/");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await bench.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(expected is null ? 406 : 200);
        if (expected is not null)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("/pypi/simple/Acme_Core/")]
    [InlineData("/pypi/simple/acme-core")]
    [InlineData("/pypi/simple/acme.-core/")]
    public async Task OtherSpellingsOfANameLeadToTheNormalOne(string path)
    {
        await using var bench = await Bench.StartAsync();
        using var response = await bench.GetAsync(path);
        ((int)response.StatusCode, response.Headers.Location?.OriginalString).ShouldBe((301, $"{bench.Url}/pypi/simple/acme-core/"));
    }

    [Fact]
    public async Task JsonDocumentsTellVersionsAndFiles()
    {
        await using var bench = await Bench.StartAsync();
        await bench.UploadWheelAsync("acme", "1.0.0");
        await bench.UploadWheelAsync("acme", "1.10.0");
        await bench.UploadWheelAsync("acme", "1.9.0");
        await bench.UploadWheelAsync("acme", "2.0.0rc1");

        var project = await bench.GetJsonAsync("/pypi/pypi/Acme/json");
        ((string?)project["info"]!["version"]).ShouldBe("1.10.0");
        project["releases"]!.AsObject().Select(release => release.Key).ShouldBe(["1.0.0", "1.9.0", "1.10.0", "2.0.0rc1"]);
        var version = await bench.GetJsonAsync("/pypi/pypi/acme/2.0.0-RC1/json");
        ((string?)version["info"]!["version"], (string?)version["urls"]![0]!["filename"]).ShouldBe(("2.0.0rc1", "acme-2.0.0rc1-py3-none-any.whl"));
        (await bench.GetAsync("/pypi/pypi/acme/3.0.0/json").StatusAsync()).ShouldBe(404);
        (await bench.GetAsync("/pypi/pypi/nothing/json").StatusAsync()).ShouldBe(404);
        (await bench.GetAsync("/pypi/simple/nothing/").StatusAsync()).ShouldBe(404);
        (await bench.GetAsync("/pypi/files/acme/nothing.whl").StatusAsync()).ShouldBe(404);
    }

    [Fact]
    public async Task ExistingFileIsRefusedWithPyPisSentenceUnlessItIsTheSame()
    {
        await using var bench = await Bench.StartAsync();
        await bench.UploadWheelAsync("acme", "1.0.0", "first = 1");
        (await bench.UploadWheelAsync("acme", "1.0.0", "first = 1").StatusAsync()).ShouldBe(200);
        using var refused = await bench.UploadWheelAsync("acme", "1.0.0", "second = 2");
        ((int)refused.StatusCode).ShouldBe(400);
        refused.ReasonPhrase.ShouldNotBeNull().ShouldStartWith("File already exists ('acme-1.0.0-py3-none-any.whl'");
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith("400 File already exists (");
        (await bench.LogAsync()).Select(entry => ((int)entry!["status"]!, (bool)entry["stored"]!)).ShouldBe([(200, true), (200, false), (400, false)]);
    }

    [Fact]
    public async Task ASecondSourceDistributionOfAVersionIsRefused()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.UploadAsync("acme_x-1.0.0.tar.gz", Wheel.Source("acme-x", "1.0.0"), "acme-x", "1.0.0").StatusAsync()).ShouldBe(200);
        (await bench.UploadAsync("acme-x-1.0.0.tar.gz", Wheel.Source("acme-x", "1.0"), "acme-x", "1.0.0").StatusAsync()).ShouldBe(400);
    }

    [Theory]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", ":action", "submit", "Invalid value for :action")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "protocol_version", "2", "protocol version")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "name", "-acme", "invalid value for Name")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "version", "one", "invalid value for Version")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "version", "1.0.1", "Version in filename should be '1.0.1'")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "name", "other", "is a file of 'acme'")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "sha256_digest", "00", "does not match a digest")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "md5_digest", "00", "does not match a digest")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "filetype", "sdist", "Invalid file extension")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "other", "1.0.0", "name", "acme", "The metadata in the file is of 'other'")]
    [InlineData("acme-1.0.0-py3-none-any.whl", "acme", "1.0.1", "version", "1.0.0", "The metadata in the file is of 'acme' 1.0.1")]
    [InlineData("acme-1.0.0.exe", "acme", "1.0.0", "filetype", "", "Invalid distribution file name")]
    [InlineData("acme-1.0.0.tar.gz", "acme", "1.0.0", "filetype", "sdist", "Invalid distribution file.")]
    [InlineData("..", "acme", "1.0.0", "filetype", "", "is a relative path")]
    [InlineData("a/acme-1.0.0-py3-none-any.whl", "acme", "1.0.0", "filetype", "", "path separator")]
    public async Task UploadThatDisagreesWithItselfIsRefusedWhole(string file, string insideName, string insideVersion, string field, string value, string complaint)
    {
        await using var bench = await Bench.StartAsync();
        using var response = await bench.UploadAsync(file, Wheel.Bytes(insideName, insideVersion), "acme", "1.0.0", (field, value));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(400, text);
        text.ShouldContain(complaint);
        (await bench.GetAsync("/pypi/simple/acme/").StatusAsync()).ShouldBe(404);
        Directory.Exists(Path.Combine(bench.Storage, "pypi")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("acme-1.0.0-py3-none-any.whl")]
    [InlineData("acme-1.0.0.tar.gz")]
    [InlineData("acme-1.0.0.zip")]
    public async Task BrokenArchivesAreRefused(string file)
    {
        await using var bench = await Bench.StartAsync();
        (await bench.UploadAsync(file, [1, 2, 3], "acme", "1.0.0").StatusAsync()).ShouldBe(400);
    }

    [Fact]
    public async Task BodiesThatAreNoFormAreRefused()
    {
        await using var bench = await Bench.StartAsync();
        using var text = new StringContent("nonsense");
        (await bench.Http.PostAsync("/pypi/legacy/", text, TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(400);
        using var cut = new StringContent("--x\r\nnonsense");
        cut.Headers.Remove("Content-Type");
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        (await bench.Http.PostAsync("/pypi/legacy/", cut, TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(400);
        (await bench.GetAsync("/pypi/legacy/").StatusAsync()).ShouldBe(405);
    }

    [Fact]
    public async Task TheReleaseItselfIsToldTheTruthInsteadOfBeingSentUpstream()
    {
        await using var bench = await Bench.StartAsync(options => options with { UpstreamPyPi = new Uri("http://upstream.example/simple") });
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.UserAgent.ParseAdd("ReleaseKit/1.0.0");

        using var response = await client.GetAsync(new Uri(bench.Url + "/pypi/simple/other-lib/"), TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task UnknownProjectsAreSentUpstream()
    {
        await using var bench = await Bench.StartAsync(options => options with { UpstreamPyPi = new Uri("http://upstream.example/simple") });
        await bench.UploadWheelAsync("acme", "1.0.0");
        using var response = await bench.GetAsync("/pypi/simple/other-lib/");
        ((int)response.StatusCode, response.Headers.Location?.OriginalString).ShouldBe((302, "http://upstream.example/simple/other-lib/"));
        (await bench.GetAsync("/pypi/simple/acme/").StatusAsync()).ShouldBe(200);
    }
}
