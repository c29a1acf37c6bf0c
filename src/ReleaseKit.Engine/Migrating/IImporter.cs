namespace ReleaseKit.Engine.Migrating;

/// <summary>Reads the configuration of another release tool.</summary>
public interface IImporter
{
    /// <summary>What the configuration becomes; null when the repository has none of this tool.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MIGRATE-UNREADABLE</c>: a file that the tool could not read either.</exception>
    Task<Migration?> ImportAsync(MigrationSource source, CancellationToken cancellationToken);
}
