using System.Text;
using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Migrating;
using ReleaseKit.Engine.Migrating.PythonReleaseKit;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Replaces a <c>releasekit.toml</c> of the Python tool of that name, which nothing else here could read.</summary>
[MSBuildMultiThreadableTask]
public sealed class MigrateConfiguration : ReleaseTask
{
    /// <summary>Whether the file may be replaced.</summary>
    public bool Force { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var path = RelativePath.Parse(WorkspaceDiscovery.ConfigurationFile);
        if (!session.Files.FileExists(path) || !PythonReleaseKitImporter.IsForeign(session.Files.Read(path)))
        {
            return;
        }

        if (!Force || DryRun)
        {
            throw new ReleaseException(MigrationCodes.Foreign.At(
                new SourceLocation(path.Value, 1, 1), $"{path} is the configuration of the Python releasekit. Run -t:Init -p:ReleaseForce=true: it is replaced by what has an equivalent, and the rest is listed. git keeps the old file."));
        }

        var source = await MigrationSourceFactory.CreateAsync(session.Files, await session.GitAsync(cancellationToken), [], cancellationToken);
        var migration = await new PythonReleaseKitImporter().ImportAsync(source, cancellationToken);
        session.Files.Write(path, Encoding.UTF8.GetBytes(Migration.Write([migration!])));
        Say($"Replaced {path}.");
        foreach (var line in migration!.Describe())
        {
            Say(line);
        }
    }
}
