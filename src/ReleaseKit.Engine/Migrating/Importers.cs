using System.Collections.Immutable;
using ReleaseKit.Engine.Migrating.Changesets;
using ReleaseKit.Engine.Migrating.Lerna;
using ReleaseKit.Engine.Migrating.Nx;
using ReleaseKit.Engine.Migrating.PythonReleaseKit;
using ReleaseKit.Engine.Migrating.ReleasePlease;

namespace ReleaseKit.Engine.Migrating;

/// <summary>The tools whose configuration is read, those first whose word goes first where two say different things.</summary>
public static class Importers
{
    private static readonly ImmutableArray<IImporter> All =
        [new PythonReleaseKitImporter(), new ReleasePleaseImporter(), new ChangesetsImporter(), new NxImporter(), new LernaImporter()];

    /// <summary>What the configurations of a repository become, one for each tool that has one.</summary>
    public static async Task<ImmutableArray<Migration>> ImportAsync(MigrationSource source, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<Migration>();
        foreach (var importer in All)
        {
            if (await importer.ImportAsync(source, cancellationToken) is { } migration)
            {
                found.Add(migration);
            }
        }

        return found.ToImmutable();
    }
}
