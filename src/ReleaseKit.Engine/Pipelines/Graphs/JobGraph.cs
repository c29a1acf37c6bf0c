using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Engine.Pipelines.GitLab;

namespace ReleaseKit.Engine.Pipelines.Graphs;

/// <summary>A form in which a CI service takes jobs that were not known before.</summary>
/// <param name="Name">The name, as <c>ReleaseFormat</c> has it.</param>
/// <param name="FileName">The file it is written to, in the output folder.</param>
/// <param name="MostInWave">The most jobs that the service takes at once.</param>
/// <param name="Write">Writes it.</param>
/// <param name="WaveValue">The value of one wave for the jobs that follow; null where the file is all that is needed.</param>
public sealed record JobGraph(string Name, string FileName, int MostInWave, Func<PublicationJobs, string> Write, Func<PublicationJobs, int, string>? WaveValue)
{
    /// <summary>GitLab takes so many names in <c>needs</c>; a job that has more waits for the whole wave before it.</summary>
    private const int MostNeeds = 50;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of them.</summary>
    public static ImmutableArray<JobGraph> All { get; } =
    [
        // Both services take 256 jobs of a matrix; GitLab.com has a limit for a whole pipeline that its plans differ in.
        new("github-matrix", "jobs.github.json", 256, jobs => Document(jobs, GitHubWave), (jobs, wave) => GitHubWave(jobs, wave).ToJsonString(Compact)),
        new("gitlab-dag", "jobs.gitlab-ci.yml", 500, ChildPipeline, null),
        new("azure-dag", "jobs.azure.json", 256, jobs => Document(jobs, AzureWave), (jobs, wave) => AzureWave(jobs, wave).ToJsonString(Compact)),
    ];

    /// <summary>The one of that name; null when it is none.</summary>
    public static JobGraph? Find(string name) => All.FirstOrDefault(g => string.Equals(g.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string Document(PublicationJobs jobs, Func<PublicationJobs, int, JsonNode> wave) => new JsonObject
    {
        ["plan"] = jobs.Plan,
        ["tag"] = jobs.Tag,
        ["waves"] = new JsonArray([.. Enumerable.Range(0, jobs.Waves.Length).Select(i => wave(jobs, i))]),
    }.ToJsonString(Compact) + "\n";

    /// <summary><c>strategy.matrix</c> takes it through <c>fromJSON</c>.</summary>
    private static JsonObject GitHubWave(PublicationJobs jobs, int wave) => new()
    {
        ["include"] = new JsonArray([.. jobs.Waves[wave].Select(i => new JsonObject { ["name"] = jobs.Jobs[i].Name, ["share"] = jobs.Jobs[i].ShareText })]),
    };

    /// <summary><c>strategy.matrix</c> takes it from an output variable; names have letters, digits and underscores.</summary>
    private static JsonObject AzureWave(PublicationJobs jobs, int wave)
    {
        var legs = new JsonObject();
        foreach (var index in jobs.Waves[wave])
        {
            var name = string.Concat(jobs.Jobs[index].Share[0].ToString().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
            legs[$"j{index}_{name}"] = new JsonObject { ["share"] = jobs.Jobs[index].ShareText };
        }

        return legs;
    }

    /// <summary>A child pipeline whose jobs start as soon as their own needs are met.</summary>
    private static string ChildPipeline(PublicationJobs jobs)
    {
        var text = new StringBuilder($"# The publication of plan {jobs.Plan}, a job for each share.\ninclude:\n  - local: {PipelineBranches.Quoted(GitLabPipeline.Included)}\n\n");
        text.Append("stages:\n  - test\n").AppendJoin("", jobs.Waves.Select((_, i) => $"  - wave-{i + 1}\n")).Append("  - deploy\n");
        for (var wave = 0; wave < jobs.Waves.Length; wave++)
        {
            foreach (var index in jobs.Waves[wave])
            {
                Append(text, jobs, wave, index);
            }
        }

        if (jobs.Jobs.IsEmpty)
        {
            // GitLab refuses a pipeline without jobs.
            text.Append("\n\"nothing to publish\":\n  stage: test\n  needs: []\n  script:\n    - echo \"Nothing to publish.\"\n");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, PublicationJobs jobs, int wave, int index)
    {
        var job = jobs.Jobs[index];
        text.Append($"\n{PipelineBranches.Quoted("publish " + job.Name)}:\n  extends: .release:share\n  stage: wave-{wave + 1}\n  resource_group: release-share-{index + 1}\n");
        text.Append($"  variables:\n    ReleaseTag: {Variable(jobs.Tag)}\n    ReleaseShare: {Variable(job.ShareText)}\n");
        if (job.Needs.Length is > 0 and <= MostNeeds || (wave == 0 && job.Needs.IsEmpty))
        {
            text.Append(job.Needs.IsEmpty ? "  needs: []\n" : "  needs:\n").AppendJoin("", job.Needs.Select(n => $"    - {PipelineBranches.Quoted("publish " + jobs.Jobs[n].Name)}\n"));
        }
    }

    /// <summary>GitLab expands <c>$</c> in values.</summary>
    private static string Variable(string text) => PipelineBranches.Quoted(text.Replace("$", "$$", StringComparison.Ordinal));
}
