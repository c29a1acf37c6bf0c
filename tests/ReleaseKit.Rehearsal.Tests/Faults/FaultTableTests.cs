using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Tests.Npm;

namespace ReleaseKit.Rehearsal.Tests.Faults;

public sealed class FaultTableTests
{
    [Theory]
    [InlineData("npm", "@acme/*", Operation.Upload, true)]
    [InlineData(null, null, null, true)]
    [InlineData("python", null, null, false)]
    [InlineData(null, "@other/*", null, false)]
    [InlineData(null, "@acme/cor?", null, true)]
    [InlineData(null, "@ACME/core", null, false)]
    [InlineData(null, null, Operation.Download, false)]
    public void RuleMeetsWhatItNames(string? ecosystem, string? package, Operation? operation, bool meets)
    {
        var table = new FaultTable([new FaultRule { Ecosystem = ecosystem, Package = package, Operation = operation, Status = 500 }]);
        (Take(table, "npm", "@acme/core") is not null).ShouldBe(meets);
    }

    [Fact]
    public void FirstRuleThatIsNotSpentIsPlayed()
    {
        var table = new FaultTable([new FaultRule { Times = 2, Status = 500 }, new FaultRule { Status = 503 }]);
        Enumerable.Range(0, 4).Select(_ => Take(table, "npm", "a")!.Status).ShouldBe([500, 500, 503, 503]);
        table.Describe()["rules"]!.AsArray().Select(rule => (int)rule!["hits"]!).ShouldBe([2, 2]);
    }

    [Fact]
    public void RuleForPackagesLeavesOtherRequestsAlone()
    {
        var table = new FaultTable([new FaultRule { Package = "*", Status = 500 }]);
        Take(table, "npm", null).ShouldBeNull();
        Take(table, "npm", "a").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("nonsense", "invalid")]
    [InlineData("[]", "")]
    [InlineData("{}", "'rules'")]
    [InlineData("""{"rules":[{"status":500,"statis":1}]}""", "statis")]
    [InlineData("""{"rules":[{"status":418}]}""", "418")]
    [InlineData("""{"rules":[{"ecosystem":"pypi","status":500}]}""", "npm, python, nuget")]
    [InlineData("""{"rules":[{"operation":"publish","status":500}]}""", "operation")]
    [InlineData("""{"rules":[{}]}""", "no effect")]
    [InlineData("""{"rules":[{"package":"a"}]}""", "no effect")]
    [InlineData("""{"rules":[{"status":500,"times":0}]}""", "'times'")]
    [InlineData("""{"rules":[{"latencyMs":-1}]}""", "negative")]
    [InlineData("""{"rules":[{"status":500,"reset":true}]}""", "either")]
    [InlineData("""{"rules":[{"status":500,"retryAfter":1}]}""", "'retryAfter'")]
    [InlineData("""{"rules":[{"status":500,"rateLimitReset":1}]}""", "'rateLimitReset'")]
    [InlineData("""{"rules":[{"status":403,"rateLimitReset":-1}]}""", "negative")]
    [InlineData("""{"rules":[{"ecosystem":"sourceforge","status":500}]}""", "the forges github")]
    [InlineData("""{"rules":[{"reset":true,"message":"x"}]}""", "'message'")]
    [InlineData("""{"rules":[{"latencyMs":1,"after":true}]}""", "'after'")]
    [InlineData("""{"rules":[{"truncate":1}]}""", "'truncate'")]
    [InlineData("""{"rules":[{"wrongDigest":true,"operation":"upload"}]}""", "'wrongDigest'")]
    [InlineData("""{"rules":[{"truncate":1,"operation":"download","status":500}]}""", "'truncate'")]
    [InlineData("""{"rules":[{"neverIndexed":true}]}""", "operation upload")]
    [InlineData("""{"rules":[{"neverIndexed":true,"operation":"upload","status":500}]}""", "'after'")]
    [InlineData("""{"rules":[{"neverIndexed":true,"indexDelayMs":1,"operation":"upload"}]}""", "either")]
    public void RuleWithoutMeaningIsRefused(string json, string complaint)
    {
        var refused = Should.Throw<ReleaseException>(() => FaultFile.Parse(json, "faults.json"));
        refused.Diagnostics.Single().Code.ShouldBe("RK-REHEARSAL-FAULTS");
        refused.Message.ShouldContain(complaint);
    }

    [Fact]
    public async Task TableIsReplacedAtRunTimeAndABadOneChangesNothing()
    {
        await using var bench = await Bench.WithFaultsAsync(new FaultRule { Operation = Operation.Upload, Status = 500 });
        var refused = bench.PutJsonAsync("/_faults", new JsonObject { ["rules"] = new JsonArray(new JsonObject()) });
        (await refused.TextAsync()).ShouldContain("RK-REHEARSAL-FAULTS");
        (await bench.UploadAsync("npm", "1.0.0").StatusAsync()).ShouldBe(500);
        (await bench.GetJsonAsync("/_faults")).ToJsonString().ShouldBe("""{"rules":[{"operation":"upload","status":500,"hits":1}]}""");

        (await bench.PutJsonAsync("/_faults", JsonNode.Parse("""{"rules":[]}""")!).StatusAsync()).ShouldBe(200);
        (await bench.UploadAsync("npm", "1.0.0").StatusAsync()).ShouldBe(201);
    }

    private static FaultRule? Take(FaultTable table, string ecosystem, string? package) =>
        table.Take(ecosystem, new RegistryCall(Operation.Upload, package, _ => new Reply(200)));
}
