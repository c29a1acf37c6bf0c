using System.Security.Cryptography;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Tests.Npm;

namespace ReleaseKit.Rehearsal.Tests.Storage;

public sealed class StorageTests
{
    [Fact]
    public async Task EverythingSurvivesARestart()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var ecosystem in Uploads.Ecosystems)
        {
            await bench.UploadAsync(ecosystem, "1.0.0");
        }

        await bench.RestartAsync();
        foreach (var ecosystem in Uploads.Ecosystems)
        {
            (await bench.GetAsync(Uploads.ReadPath(ecosystem)).StatusAsync()).ShouldBe(200, ecosystem);
            (await bench.GetAsync(Uploads.DownloadPath(ecosystem, "1.0.0")).StatusAsync()).ShouldBe(200, ecosystem);
        }

        (await bench.PublishAsync("acme-core", "1.0.0").StatusAsync()).ShouldBe(403);
        (await bench.LogAsync()).Select(entry => (string?)entry!["ecosystem"]).ShouldBe([.. Uploads.Ecosystems, "npm"]);
    }

    [Fact]
    public async Task LogTellsWhatWasUploadedAndWhen()
    {
        var clock = new ManualClock();
        await using var bench = await Bench.StartAsync(options => options with { Clock = clock });
        clock.Advance(TimeSpan.FromMilliseconds(1500));
        await bench.UploadAsync("nuget", "1.0.0");
        var file = await bench.GetAsync(Uploads.DownloadPath("nuget", "1.0.0")).BytesAsync();
        var entry = (await bench.LogAsync()).ShouldHaveSingleItem()!;
        entry.AsObject().Select(pair => pair.Key).ShouldBe(
            ["ecosystem", "name", "version", "file", "sha256", "size", "status", "stored", "warnings", "at", "offsetMs"], ignoreOrder: true);
        ((string?)entry["name"], (string?)entry["version"], (string?)entry["file"]).ShouldBe(("acme-core", "1.0.0", "acme-core.1.0.0.nupkg"));
        ((string?)entry["sha256"], (long)entry["size"]!, (long)entry["offsetMs"]!).ShouldBe((Convert.ToHexStringLower(SHA256.HashData(file)), file.Length, 1500));
    }

    [Fact]
    public async Task LastLogLineThatACrashCutShortIsDropped()
    {
        await using var bench = await Bench.StartAsync();
        await bench.UploadAsync("npm", "1.0.0");
        File.AppendAllText(Path.Combine(bench.Storage, "uploads.jsonl"), "{\"ecosystem\":\"np");
        await bench.RestartAsync();
        await bench.UploadAsync("npm", "1.1.0");
        (await bench.LogAsync()).Select(entry => (string?)entry!["version"]).ShouldBe(["1.0.0", "1.1.0"]);
    }

    [Fact]
    public async Task WhatWasBeingReceivedWhenAProcessDiedIsCleared()
    {
        await using var bench = await Bench.StartAsync();
        var leftover = Path.Combine(bench.Storage, ".incoming", "leftover");
        File.WriteAllText(leftover, "half");
        await bench.RestartAsync();
        File.Exists(leftover).ShouldBeFalse();
    }

    [Fact]
    public async Task FolderBelongsToOneRegistryAtATime()
    {
        await using var bench = await Bench.StartAsync();
        var refused = await Should.ThrowAsync<ReleaseException>(RehearsalHost.StartAsync(new RehearsalOptions { Storage = bench.Storage }, TestContext.Current.CancellationToken));
        refused.Diagnostics.Single().Code.ShouldBe("RK-REHEARSAL-STORAGE");
    }

    [Fact]
    public async Task OfManyUploadsOfOneVersionAtOnceExactlyOneIsAccepted()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var ecosystem in new[] { "npm", "nuget" })
        {
            var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => bench.UploadAsync(ecosystem, "1.0.0").StatusAsync()));
            statuses.Count(status => status == 201).ShouldBe(1, ecosystem);
            statuses.Count(status => status == Uploads.Refusal(ecosystem)).ShouldBe(11, ecosystem);
        }

        (await bench.LogAsync()).Count(entry => (bool)entry!["stored"]!).ShouldBe(2);
    }

    [Fact]
    public async Task ManyVersionsAtOnceAreAllAccepted()
    {
        await using var bench = await Bench.StartAsync();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => bench.UploadAsync("npm", $"1.{n}.0").StatusAsync()));
        statuses.ShouldAllBe(status => status == 201);
        await bench.RestartAsync();
        (await bench.GetJsonAsync("/npm/acme-core"))["versions"]!.AsObject().Count.ShouldBe(20);
    }

    [Fact]
    public async Task TokenIsNeverWritten()
    {
        const string Token = "token-that-must-not-be-seen";
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of(Token) });
        bench.Http.DefaultRequestHeaders.Add("Authorization", $"Bearer {Token}");
        await bench.UploadAsync("npm", "1.0.0");
        var files = Directory.GetFiles(bench.Storage, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
        files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).ShouldAllBe(file => !File.ReadAllText(file).Contains(Token));
    }
}
