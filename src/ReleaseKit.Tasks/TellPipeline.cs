using Microsoft.Build.Framework;
using ReleaseKit.Engine.Pipelines.Annotating;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Hands what <c>Prepare</c> and <c>Tag</c> return to later jobs of the CI service that runs the build.</summary>
[MSBuildMultiThreadableTask]
public sealed class TellPipeline : ReleaseTask
{
    /// <summary>The release pull requests, with metadata <c>Number</c> and <c>State</c>.</summary>
    public ITaskItem[] PullRequests { get; set; } = [];

    /// <summary>The tags of the release.</summary>
    public ITaskItem[] Tags { get; set; } = [];

    /// <summary>Whether tags were made, be it none.</summary>
    public bool IsTagged { get; set; }

    /// <inheritdoc/>
    protected override Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (IsTagged)
        {
            // One tag names the release; an empty value says that there is nothing to publish.
            string[] tags = [.. Tags.Select(t => t.ItemSpec)];
            Pipeline.Output(new PipelineOutput("tag", tags.FirstOrDefault() ?? ""), new PipelineOutput("tags", PipelineValues.Of(tags)));
        }

        if (PullRequests.FirstOrDefault() is { } request)
        {
            Pipeline.Output(
                new PipelineOutput("pull-request", request.GetMetadata("Number")), new PipelineOutput("pull-request-state", request.GetMetadata("State")),
                new PipelineOutput("pull-request-url", request.ItemSpec));
        }

        return Task.CompletedTask;
    }
}
