using Microsoft.Build.Framework;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Refuses a release in one go where configuration says that releases are merged first.</summary>
[MSBuildMultiThreadableTask]
public sealed class RequireLocalRelease : ReleaseTask
{
    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if ((await session.ConfigurationAsync(cancellationToken)).PublishFrom == PublishFrom.Ci)
        {
            throw new ReleaseException(PrepareCodes.FromCi.At(
                new SourceLocation(WorkspaceDiscovery.ConfigurationFile),
                "publish_from is \"ci\", so releases are prepared with -t:Prepare, merged, tagged with -t:Tag and published with -t:Publish. To release from here all the same, pass -p:ReleasePublishFrom=local."));
        }
    }
}
