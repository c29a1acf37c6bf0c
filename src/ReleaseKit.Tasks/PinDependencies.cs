using Microsoft.Build.Framework;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>
/// Writes the versions of siblings into a package's manifest for the time of its build and upload. The manifest comes back
/// through <see cref="RestoreManifests"/>, at the end of a cancelled build, or at the start of the next run.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PinDependencies : ReleaseTask
{
    /// <summary>The package's id.</summary>
    [Required]
    public string Package { get; set; } = "";

    /// <summary>The sibling's id, with metadata <c>File</c> (relative to the workspace root), <c>Kind</c>, <c>From</c> and <c>To</c>.</summary>
    public ITaskItem[] Pins { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        await session.JoinStagesAsync(cancellationToken);
        await session.Pause.WaitAsync(Say, cancellationToken);
        var owner = PackageId.Parse(Package);
        var adapter = session.Ecosystems[owner.Ecosystem];
        if (Pins.Length > 0)
        {
            // Runs when the build ends in any way but a kill, Ctrl-C included, where no target runs any more.
            BuildEngine4.RegisterTaskObject(
                $"releasekit-pins:{OutputPath}:{Package}", new BuildEnd(() => session.Pins.Restore(owner)), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        foreach (var file in Pins.GroupBy(p => p.GetMetadata("File"), StringComparer.Ordinal))
        {
            var path = RelativePath.Parse(file.Key);
            var original = session.Files.Read(path);
            var source = SourceText.Decode(path.Value, original);
            var changes = file.Select(pin => (ManifestChange)new RangeChange(
                path, owner, PackageId.Parse(pin.ItemSpec), Enum.Parse<DependencyKind>(pin.GetMetadata("Kind")), pin.GetMetadata("From"), pin.GetMetadata("To"))).ToArray();
            var pinned = source.With(adapter.Workspace.Edit(source, changes)).Encode();
            session.Pins.Pin(owner, path, original, pinned);
            Log.LogMessage(MessageImportance.Normal, "{0}", $"{owner}: pinned {string.Join(", ", changes.OfType<RangeChange>().Select(c => $"{c.Dependency.Name} {c.To}"))}");
        }
    }
}
