using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Finds every package of the workspace and the edges between them; writes <c>workspace.json</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class DiscoverWorkspace : ReleaseTask
{
    /// <summary>
    /// One item for each package: its id, with metadata <c>Name</c>, <c>Ecosystem</c>, <c>PackageDirectory</c>, <c>Manifest</c>,
    /// <c>Version</c>, <c>Publishable</c>, <c>Group</c> and <c>Dependencies</c> (ids of internal edges).
    /// </summary>
    [Output]
    public ITaskItem[] Packages { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var discovered = await session.DiscoverAsync(cancellationToken);
        session.KeepDiscovered(discovered);
        foreach (var warning in discovered.Warnings)
        {
            Report(warning);
        }

        await session.WriteDocumentAsync("workspace.json", WorkspaceDocument.Write(discovered.Workspace), cancellationToken);
        Packages = [.. discovered.Workspace.Packages.Select(ToItem)];
        Log.LogMessage(MessageImportance.Normal, "{0}", $"{Packages.Length} packages in {discovered.Workspace.Packages.Select(p => p.Ecosystem).Distinct().Count()} ecosystems");
    }

    private static TaskItem ToItem(Package package)
    {
        var item = new TaskItem(MSBuildText.Escape(package.Id.ToString()));
        item.SetMetadata("Name", MSBuildText.Escape(package.Name));
        item.SetMetadata("Ecosystem", package.Ecosystem);
        item.SetMetadata("PackageDirectory", MSBuildText.Escape(package.Directory.ToString()));
        item.SetMetadata("Manifest", MSBuildText.Escape(package.Manifest.Value));
        item.SetMetadata("Version", MSBuildText.Escape(package.Version ?? ""));
        item.SetMetadata("Publishable", package.Publishable ? "true" : "false");
        item.SetMetadata("Group", MSBuildText.Escape(package.Group ?? ""));
        item.SetMetadata("Dependencies", string.Join(';', package.Dependencies
            .Where(d => d.Source == DependencySource.Workspace)
            .Select(d => MSBuildText.Escape(d.Id.ToString()))
            .Distinct(StringComparer.Ordinal)));
        return item;
    }
}
