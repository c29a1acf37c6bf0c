using Microsoft.Build.Framework;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Computes which packages a snapshot publishes and under which versions, prints it, and writes <c>plan.json</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class ComputeSnapshot : ReleaseTask
{
    /// <summary>Exactly these packages, ids or names separated by semicolons; empty for what changed and its dependents.</summary>
    public string Packages { get; set; } = "";

    /// <summary>The label for <c>{channel}</c> and npm's dist-tag; empty for <c>dev</c>.</summary>
    public string Channel { get; set; } = "";

    /// <summary>The label.</summary>
    [Output]
    public string Label { get; set; } = "";

    /// <summary>Whether there is nothing to publish.</summary>
    [Output]
    public bool IsEmpty { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        Label = SnapshotComputation.LabelOf(Channel);
        var workspace = await session.TakeDiscoveredAsync(cancellationToken);
        var options = new SnapshotOptions(Packages.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Channel, session.Time.GetUtcNow());
        var plan = await new SnapshotComputation(await session.GitAsync(cancellationToken), session.Ecosystems, session.Files).ComputeAsync(workspace, options, cancellationToken);
        await session.WritePlanAsync(plan, cancellationToken);
        IsEmpty = plan.IsEmpty;
        Say(IsEmpty ? "Nothing to publish: no package has changed since its last release." : PlanTable.Render(plan));
    }
}
