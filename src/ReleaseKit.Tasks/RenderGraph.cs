using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Text;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Prints the dependency graph.</summary>
[MSBuildMultiThreadableTask]
public sealed class RenderGraph : ReleaseTask
{
    /// <summary><c>text</c>, <c>mermaid</c> or <c>dot</c>.</summary>
    public string Format { get; set; } = "text";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (!GraphRendering.Formats.TryGetValue(Format, out var format))
        {
            throw new ReleaseException(PlanCodes.Format.Create(
                $"ReleaseFormat is '{Format}'.{NearestName.Question(Format, GraphRendering.Formats.Keys)} It must be one of {string.Join(", ", GraphRendering.Formats.Keys)}."));
        }

        Say(GraphRendering.Render((await session.DiscoverAsync(cancellationToken)).Workspace, null, format));
    }
}
