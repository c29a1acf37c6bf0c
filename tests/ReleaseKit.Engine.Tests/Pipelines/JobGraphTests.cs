using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Pipelines.Graphs;
using YamlDotNet.RepresentationModel;

namespace ReleaseKit.Engine.Tests.Pipelines;

public sealed class JobGraphTests
{
    /// <summary>Two hundred packages in four waves; each needs the one of its column before it, the last also all of the first wave.</summary>
    private static readonly ReleasePlan Wide = Plan(Enumerable.Range(0, 200).GroupBy(i => i / 50).Select(g => g.Select(i => $"@acme/p{i:000}").ToArray()).ToArray());

    [Fact]
    public void EveryFormatThatPlanHasIsOne()
    {
        JobGraph.All.Select(g => g.Name).ShouldBe(FormatNames.Plans.Keys.Except(FormatNames.Reports.Keys));
        JobGraph.Find("GITLAB-DAG")!.FileName.ShouldBe("jobs.gitlab-ci.yml");
        JobGraph.Find("json").ShouldBeNull();
    }

    [Fact]
    public void GitHubGetsAMatrixForEachWave()
    {
        using var document = JsonDocument.Parse(Graph("github-matrix").Write(Jobs(Wide, 256)));

        var waves = document.RootElement.GetProperty("waves").EnumerateArray().Select(w => w.GetProperty("include").EnumerateArray().ToArray()).ToArray();
        waves.Select(w => w.Length).ShouldBe([50, 50, 50, 50]);
        waves[1][0].GetProperty("share").GetString().ShouldBe("npm:@acme/p050");
        waves[1][0].GetProperty("name").GetString().ShouldBe("npm:@acme/p050 2.0.0");
        document.RootElement.GetProperty("tag").GetString().ShouldBe("@acme/p000-v2.0.0");
        Graph("github-matrix").WaveValue!(Jobs(Wide, 256), 1).ShouldStartWith("{\"include\":[{\"name\":\"npm:@acme/p050 2.0.0\",\"share\":\"npm:@acme/p050\"},");
    }

    [Fact]
    public void NoWaveHasMoreJobsThanAMatrixMayHave()
    {
        var plan = Plan([Enumerable.Range(0, 600).Select(i => $"p{i:000}").ToArray()]);

        var jobs = Jobs(plan, 256);

        jobs.Waves.ShouldHaveSingleItem().Length.ShouldBe(256);
        jobs.Jobs.SelectMany(j => j.Share).Order().ShouldBe(plan.Releases.Select(r => r.Id).Order());
        jobs.Jobs.Max(j => j.Share.Length).ShouldBe(3);
        jobs.Jobs[0].Name.ShouldBe("npm:p000 2.0.0 and 2 more");
    }

    [Fact]
    public void GitLabGetsJobsThatStartWhenTheirNeedsAreMet()
    {
        var yaml = PipelineYaml.Parse(Graph("gitlab-dag").Write(Jobs(Wide, 500)));

        yaml.At("stages")!.Scalars().ShouldBe(["test", "wave-1", "wave-2", "wave-3", "wave-4", "deploy"]);
        ((YamlMappingNode)yaml).Children.Count.ShouldBe(202);
        var first = yaml.At("publish npm:@acme/p000 2.0.0")!;
        ((YamlSequenceNode)first.At("needs")!).Children.ShouldBeEmpty();
        var second = yaml.At("publish npm:@acme/p050 2.0.0")!;
        second.At("needs")!.Scalars().ShouldBe(["publish npm:@acme/p000 2.0.0"]);
        second.At("stage")!.ToString().ShouldBe("wave-2");
        second.At("variables", "ReleaseShare")!.ToString().ShouldBe("npm:@acme/p050");
        second.At("variables", "ReleaseTag")!.ToString().ShouldBe("@acme/p000-v2.0.0");

        // What needs more than GitLab takes in a list waits for the stage before.
        yaml.At("publish npm:@acme/p199 2.0.0")!.At("needs").ShouldBeNull();
        yaml.All("resource_group").Select(n => n.ToString()).Distinct().Count().ShouldBe(200);
    }

    [Fact]
    public void AzureGetsLegsWithNamesItTakes()
    {
        using var document = JsonDocument.Parse(Graph("azure-dag").Write(Jobs(Wide, 256)));

        var legs = document.RootElement.GetProperty("waves").EnumerateArray().SelectMany(w => w.EnumerateObject()).ToArray();
        legs.Length.ShouldBe(200);
        legs.ShouldAllBe(l => l.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
        legs.Select(l => l.Name).Distinct().Count().ShouldBe(200);
        legs[50].Value.GetProperty("share").GetString().ShouldBe("npm:@acme/p050");
    }

    [Theory]
    [InlineData("github-matrix")]
    [InlineData("gitlab-dag")]
    [InlineData("azure-dag")]
    public void TheSamePlanGivesTheSameBytes(string format) => Graph(format).Write(Jobs(Wide, 256)).ShouldBe(Graph(format).Write(Jobs(Wide, 256)));

    [Fact]
    public void PackagesThatAreOnlyVersionedHaveNoJob()
    {
        var plan = Plan([["a"], ["b"]]);
        var some = plan with { Releases = [plan.Releases[0] with { IsPublished = false }, plan.Releases[1]] };

        PublicationJobs.Of(some, _ => [new PackageId("npm", "a")], 256).Jobs.ShouldHaveSingleItem().Needs.ShouldBeEmpty();
        Graph("gitlab-dag").Write(PublicationJobs.Of(plan with { Releases = [], Order = [] }, _ => [], 256)).ShouldContain("\"nothing to publish\":\n");
    }

    private static JobGraph Graph(string name) => JobGraph.Find(name)!;

    private static PublicationJobs Jobs(ReleasePlan plan, int most) => PublicationJobs.Of(plan, id => Needs(plan, id), most);

    private static IEnumerable<PackageId> Needs(ReleasePlan plan, PackageId id)
    {
        var layer = plan.Order.Select((ids, i) => (ids, i)).First(l => l.ids.Contains(id)).i;
        return layer == 0 ? [] : id.Name.EndsWith("199", StringComparison.Ordinal)
            ? plan.Order[0].Append(plan.Order[layer - 1][0])
            : [plan.Order[layer - 1][plan.Order[layer].IndexOf(id)]];
    }

    private static ReleasePlan Plan(params string[][] layers) => new()
    {
        Base = new string('a', 40), Date = "2026-01-01", Skipped = [],
        Releases = [.. layers.SelectMany(l => l).Select(name => new PlannedRelease { Id = new PackageId("npm", name), From = "1.0.0", To = "2.0.0", Bump = BumpLevel.Major, Tag = $"{name}-v2.0.0", Reasons = [] })],
        Order = [.. layers.Select(l => l.Select(name => new PackageId("npm", name)).ToImmutableArray())],
    };
}
