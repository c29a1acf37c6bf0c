using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Migrating;

/// <summary>Gives importers the repository to look at.</summary>
public static class MigrationSourceFactory
{
    /// <summary>A source over the work tree.</summary>
    /// <param name="files">The workspace's files.</param>
    /// <param name="git">The repository.</param>
    /// <param name="packages">The packages that were found.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    public static async Task<MigrationSource> CreateAsync(IFileSystem files, IRepository git, ImmutableArray<Package> packages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(git);
        return new MigrationSource
        {
            Packages = packages,
            Tags = [.. (await git.TagsAsync(cancellationToken)).Select(t => t.Name)],
            Read = path => files.FileExists(path) ? files.Read(path) : null,
            Introduced = git.FindIntroductionAsync,
        };
    }
}
