using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Takes a folder of packed artifacts, and its plan, to be published instead of what would be built.</summary>
[MSBuildMultiThreadableTask]
public sealed class TakeArtifacts : ReleaseTask
{
    /// <summary>Absolute path of the folder.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>A target that builds by itself, for which there is no use for packed artifacts; empty for <c>Publish</c>.</summary>
    public string ForeignTarget { get; set; } = "";

    /// <summary>The artifacts: absolute path, with metadata <c>Package</c>, <c>Sha256</c>, <c>Sha512</c> and <c>Size</c>.</summary>
    [Output]
    public ITaskItem[] Artifacts { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (ForeignTarget.Length > 0)
        {
            throw new ReleaseException(ArtifactCodes.Target.Create(
                $"{ForeignTarget} builds what it publishes. Run -t:Publish with ReleaseArtifacts to publish {Folder}, or leave the property out."));
        }

        var (plan, commit, artifacts) = new ArtifactFolder(Folder).Read();
        var head = (await session.GitAsync(cancellationToken)).Facts.Head;
        if (commit != head)
        {
            throw new ReleaseException(ArtifactCodes.Commit.Create(
                $"{Folder} was packed from commit {commit}, and {head[..10]} is checked out. Run git checkout {commit} and publish again."));
        }

        await session.WritePlanAsync(plan, cancellationToken);
        Artifacts = [.. artifacts.Select(ToItem)];
        Say($"Publishing the {artifacts.Length} packed files of {Folder}; each has the digest that it was packed with.");
    }

    /// <summary>A packed artifact as an item.</summary>
    internal static ITaskItem ToItem(PackedArtifact packed)
    {
        var item = (TaskItem)PackageTask.ToItems([packed.Artifact])[0];
        item.SetMetadata(PublicationMode.Package, packed.Package.ToString());
        return item;
    }
}
