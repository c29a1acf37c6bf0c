using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Tests.Npm;
using ReleaseKit.Rehearsal.Tests.PyPi;

namespace ReleaseKit.Rehearsal.Tests.Faults;

public sealed class FaultTests
{
    public static TheoryData<string> Ecosystems { get; } = [.. Uploads.Ecosystems];

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task StatusIsAnsweredInsteadAndNothingIsStored(int status)
    {
        await using var bench = await Bench.WithFaultsAsync(new FaultRule { Operation = Operation.Upload, Status = status });
        foreach (var ecosystem in Uploads.Ecosystems)
        {
            (await bench.UploadAsync(ecosystem, "1.0.0").StatusAsync()).ShouldBe(status, ecosystem);
            (await bench.GetAsync(Uploads.ReadPath(ecosystem)).StatusAsync()).ShouldBe(404, ecosystem);
        }

        (await bench.LogAsync()).Select(entry => ((string?)entry!["ecosystem"], (string?)entry["name"], (int)entry["status"]!, (bool)entry["stored"]!))
            .ShouldBe(Uploads.Ecosystems.Select(ecosystem => ((string?)ecosystem, (string?)"acme-core", status, false)));
    }

    [Fact]
    public async Task TooManyRequestsTellsWhenToComeBackAndItsSentence()
    {
        await using var bench = await Bench.WithFaultsAsync(
            new FaultRule { Operation = Operation.Upload, Times = 2, Status = 429, RetryAfter = 7, Message = "Please try again after a while." });
        using var refused = await bench.UploadAsync("npm", "1.0.0");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Please try again after a while.");
        (await bench.UploadAsync("npm", "1.0.0").StatusAsync()).ShouldBe(429);
        (await bench.UploadAsync("npm", "1.0.0").StatusAsync()).ShouldBe(201);
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public async Task FaultAfterwardsLeavesTheUploadInPlace(string ecosystem)
    {
        await using var bench = await Bench.WithFaultsAsync(new FaultRule { Operation = Operation.Upload, Times = 1, Status = 503, After = true });
        (await bench.UploadAsync(ecosystem, "1.0.0").StatusAsync()).ShouldBe(503);
        (await bench.GetAsync(Uploads.DownloadPath(ecosystem, "1.0.0")).StatusAsync()).ShouldBe(200);
        var entry = (await bench.LogAsync())[0]!;
        ((int)entry["status"]!, (bool)entry["stored"]!).ShouldBe((503, true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ResetCutsTheConnectionBeforeOrAfterTheUpload(bool after)
    {
        await using var bench = await Bench.WithFaultsAsync(new FaultRule { Operation = Operation.Upload, Times = 1, Reset = true, After = after });
        await Should.ThrowAsync<HttpRequestException>(bench.UploadAsync("npm", "1.0.0"));
        var entry = (await bench.LogAsync()).ShouldHaveSingleItem()!;
        ((int)entry["status"]!, (bool)entry["stored"]!).ShouldBe((0, after));
        (await bench.UploadAsync("npm", "1.0.0").StatusAsync()).ShouldBe(after ? 403 : 201);
    }

    [Fact]
    public async Task LatencyHoldsTheAnswerBack()
    {
        var clock = new ManualClock();
        await using var bench = await Bench.StartAsync(options => options with
        {
            Clock = clock,
            Faults = [new FaultRule { Operation = Operation.Read, LatencyMs = 60_000 }],
        });
        await bench.UploadAsync("npm", "1.0.0");
        var reading = bench.GetAsync("/npm/acme-core");
        (await clock.FirstDelay).ShouldBe(TimeSpan.FromMinutes(1));
        reading.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(1));
        (await reading.StatusAsync()).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public async Task TruncatedDownloadEndsEarlyUnderItsFullLength(string ecosystem)
    {
        await using var bench = await Bench.WithFaultsAsync(new FaultRule { Operation = Operation.Download, Times = 1, Truncate = 20 });
        await bench.UploadAsync(ecosystem, "1.0.0");
        using var response = await bench.Http.GetAsync(Uploads.DownloadPath(ecosystem, "1.0.0"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(20);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await stream.ReadExactlyAsync(new byte[20], TestContext.Current.CancellationToken);
        await Should.ThrowAsync<HttpIOException>(stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken).AsTask());
        (await bench.GetAsync(Uploads.DownloadPath(ecosystem, "1.0.0")).BytesAsync()).LongLength.ShouldBe(response.Content.Headers.ContentLength.Value);
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public async Task WrongDigestOfADownloadIsOneWrongByte(string ecosystem)
    {
        await using var bench = await Bench.WithFaultsAsync(new FaultRule { Operation = Operation.Download, Times = 1, WrongDigest = true });
        await bench.UploadAsync(ecosystem, "1.0.0");
        var wrong = await bench.GetAsync(Uploads.DownloadPath(ecosystem, "1.0.0")).BytesAsync();
        var right = await bench.GetAsync(Uploads.DownloadPath(ecosystem, "1.0.0")).BytesAsync();
        wrong.Zip(right).Count(pair => pair.First != pair.Second).ShouldBe(1);
        wrong.Length.ShouldBe(right.Length);
    }

    [Fact]
    public async Task WrongDigestOfAReadIsAWrongStatement()
    {
        await using var bench = await Bench.WithFaultsAsync(new FaultRule { Operation = Operation.Read, Times = 3, WrongDigest = true });
        await bench.UploadAsync("npm", "1.0.0");
        await bench.UploadAsync("python", "1.0.0");
        var wrongNpm = await DistAsync();
        var wrongPage = await bench.GetAsync("/pypi/simple/acme-core/").TextAsync();
        var wrongJson = await bench.GetAsync("/pypi/pypi/acme-core/json").JsonAsync();
        var rightNpm = await DistAsync();
        foreach (var digest in new[] { "integrity", "shasum" })
        {
            ((string)wrongNpm[digest]!).ShouldNotBe((string)rightNpm[digest]!);
            ((string)wrongNpm[digest]!).Length.ShouldBe(((string)rightNpm[digest]!).Length);
        }

        wrongPage.ShouldNotBe(await bench.GetAsync("/pypi/simple/acme-core/").TextAsync());
        ((string?)wrongJson["urls"]![0]!["digests"]!["md5"]).ShouldNotBe((string?)(await bench.GetJsonAsync("/pypi/pypi/acme-core/json"))["urls"]![0]!["digests"]!["md5"]);

        async Task<JsonNode> DistAsync() => (await bench.GetJsonAsync("/npm/acme-core"))["versions"]!["1.0.0"]!["dist"]!;
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public async Task IndexDelayHidesAnAcceptedUploadUntilItIsOver(string ecosystem)
    {
        var clock = new ManualClock();
        await using var bench = await Bench.StartAsync(options => options with
        {
            Clock = clock,
            Faults = [new FaultRule { Operation = Operation.Upload, Times = 1, IndexDelayMs = 5000 }],
        });
        (await bench.UploadAsync(ecosystem, "1.0.0").StatusAsync()).ShouldBeInRange(200, 201);
        clock.Advance(TimeSpan.FromMilliseconds(4999));
        await bench.RestartAsync();
        (await bench.GetAsync(Uploads.ReadPath(ecosystem)).StatusAsync()).ShouldBe(404);
        (await bench.GetAsync(Uploads.DownloadPath(ecosystem, "1.0.0")).StatusAsync()).ShouldBe(404);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await bench.GetAsync(Uploads.ReadPath(ecosystem)).StatusAsync()).ShouldBe(200);
        (await bench.GetAsync(Uploads.DownloadPath(ecosystem, "1.0.0")).StatusAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task NeverIndexedUploadStaysHiddenAndStillIsImmutable()
    {
        var clock = new ManualClock();
        await using var bench = await Bench.StartAsync(options => options with
        {
            Clock = clock,
            Faults = [new FaultRule { Operation = Operation.Upload, Times = Uploads.Ecosystems.Length, NeverIndexed = true }],
        });
        foreach (var ecosystem in Uploads.Ecosystems)
        {
            (await bench.UploadAsync(ecosystem, "1.0.0").StatusAsync()).ShouldBeInRange(200, 201);
        }

        clock.Advance(TimeSpan.FromDays(3650));
        foreach (var ecosystem in Uploads.Ecosystems)
        {
            (await bench.GetAsync(Uploads.ReadPath(ecosystem)).StatusAsync()).ShouldBe(404);
        }

        (await bench.UploadAsync("npm", "1.0.0").StatusAsync()).ShouldBe(403);
        (await bench.UploadAsync("nuget", "1.0.0").StatusAsync()).ShouldBe(409);
        (await bench.UploadAsync("cargo", "1.0.0").StatusAsync()).ShouldBe(400);
        (await bench.UploadWheelAsync("acme-core", "1.0.0", "other = 1").StatusAsync()).ShouldBe(400);
    }

    [Fact]
    public async Task TagsStayWhereTheyWereUntilTheNewVersionIsIndexed()
    {
        var clock = new ManualClock();
        await using var bench = await Bench.StartAsync(options => options with { Clock = clock });
        await bench.PublishAsync("acme-core", "1.0.0");
        await bench.PutJsonAsync("/_faults", JsonNode.Parse("""{"rules":[{"operation":"upload","indexDelayMs":1000}]}""")!);
        await bench.PublishAsync("acme-core", "1.1.0");
        await bench.PublishAsync("acme-core", "1.2.0");
        await bench.PublishAsync("acme-core", "2.0.0-rc.1", tag: "next");
        (await TagsAsync()).ShouldBe("""{"latest":"1.0.0"}""");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await TagsAsync()).ShouldBe("""{"latest":"1.2.0","next":"2.0.0-rc.1"}""");

        async Task<string> TagsAsync() => (await bench.GetJsonAsync("/npm/acme-core"))["dist-tags"]!.ToJsonString();
    }
}
