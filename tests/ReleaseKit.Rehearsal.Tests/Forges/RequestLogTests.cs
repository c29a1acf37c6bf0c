using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Forges;
using ReleaseKit.Testing;

namespace ReleaseKit.Rehearsal.Tests.Forges;

public sealed class RequestLogTests
{
    private const string Token = "glpat-0123456789";

    [Fact]
    public async Task WhatAForgeIsAskedAndAnswersIsKeptWithoutCredentials()
    {
        using var scratch = new ScratchDirectory();
        await using var bench = await StartAsync(scratch, isOn: true);
        await SendAsync(bench, "gitlab/api/v4/projects/acme%2Fwidgets/trigger/pipeline", new("PRIVATE-TOKEN", Token), $$"""{"token":"{{Token}}","ref":"main"}""");
        await SendAsync(bench, "gitlab/api/v4/nothing?x=1", new("Authorization", "Basic " + Convert.ToBase64String("ada:hunter2"u8)), "hunter2");
        (await bench.GetAsync("/_health")).EnsureSuccessStatusCode();

        var lines = await File.ReadAllLinesAsync(Path.Combine(bench.Storage, "requests.jsonl"), TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(2, "registries and the pages of the program itself are not forges");
        var entries = lines.Select(line => JsonNode.Parse(line)!).ToArray();
        Texts(entries[0], "method", "address", "agent", "type").ShouldBe(["POST", "/gitlab/api/v4/projects/acme%2Fwidgets/trigger/pipeline", "ReleaseKit/0.0", "application/json"]);
        Texts(entries[0], "body").ShouldBe(["""{"token":"***","ref":"main"}"""]);
        entries[0]["status"]!.GetValue<int>().ShouldBe(201);
        JsonNode.Parse(entries[0]["answer"]!.GetValue<string>())!["ref"]!.GetValue<string>().ShouldBe("main");
        Texts(entries[1], "address", "body").ShouldBe(["/gitlab/api/v4/nothing?x=1", "***"]);
        entries[1]["status"]!.GetValue<int>().ShouldBe(404);
    }

    [Fact]
    public async Task NothingIsKeptUnlessAsked()
    {
        using var scratch = new ScratchDirectory();
        await using var bench = await StartAsync(scratch, isOn: false);
        await SendAsync(bench, "gitlab/api/v4/projects/acme%2Fwidgets/pipeline", new("PRIVATE-TOKEN", Token), """{"ref":"main"}""");
        File.Exists(Path.Combine(bench.Storage, "requests.jsonl")).ShouldBeFalse();
    }

    private static Task<Bench> StartAsync(ScratchDirectory scratch, bool isOn)
    {
        var bare = GitRepositoryBuilder.Init(scratch.File("widgets.git"), "--bare");
        return Bench.StartAsync(options => options with { Repositories = [new HostedRepository("gitlab", "acme/widgets", bare.Path)], LogRequests = isOn });
    }

    private static async Task SendAsync(Bench bench, string path, KeyValuePair<string, string> credential, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + path) { Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json")) };
        request.Headers.Add(credential.Key, credential.Value);
        request.Headers.UserAgent.ParseAdd("ReleaseKit/0.0");
        using var response = await bench.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string[] Texts(JsonNode entry, params string[] names) => [.. names.Select(name => entry[name]!.GetValue<string>())];
}
