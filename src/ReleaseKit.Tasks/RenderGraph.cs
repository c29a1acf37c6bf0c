using Microsoft.Build.Framework;
using ReleaseKit.Core.Explaining;
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
        var format = FormatNames.Parse("Graph", Format, GraphRendering.Formats);
        Say(GraphRendering.Render((await session.DiscoverAsync(cancellationToken)).Workspace, null, format));
    }
}
