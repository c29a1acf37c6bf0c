using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Pipelines.Azure;
using ReleaseKit.Engine.Pipelines.Bitbucket;
using ReleaseKit.Engine.Pipelines.GitHub;
using ReleaseKit.Engine.Pipelines.GitLab;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>The CI services that pipelines can be written for.</summary>
public static class PipelineTemplates
{
    /// <summary>All of them, in ordinal order of name.</summary>
    public static ImmutableArray<IPipelineTemplate> All { get; } =
        [new AzurePipeline(), new BitbucketPipeline(), new ActionsPipeline(ActionsDialect.Forgejo), new ActionsPipeline(ActionsDialect.GitHub), new GitLabPipeline()];

    /// <summary>The one of that name.</summary>
    /// <exception cref="ReleaseException"><c>RK-PIPELINE-UNKNOWN</c> with what there is.</exception>
    public static IPipelineTemplate Find(string name) =>
        All.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new ReleaseException(PipelineCodes.Unknown.Create(
            $"ReleaseCi is '{DisplayText.Line(name)}', for which no pipelines can be written.{NearestName.Question(name, All.Select(t => t.Name))} There are {string.Join(", ", All.Select(t => t.Name))}."));
}
