using Microsoft.Build.Framework;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Builds a package's artifacts with its ecosystem's client, or takes those of an interrupted run again.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildPackage : PackageTask
{
    /// <summary>The artifacts, see <see cref="PackageTask.ToItems"/>.</summary>
    [Output]
    public ITaskItem[] Artifacts { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var package = Package(session);
        Artifacts = ToItems(await Publication(session, package).BuildAsync(Commit, cancellationToken));
    }
}
