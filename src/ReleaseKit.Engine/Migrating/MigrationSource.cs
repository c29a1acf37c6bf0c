using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Migrating;

/// <summary>What importers look at besides the files of their tools.</summary>
public sealed record MigrationSource
{
    /// <summary>The packages that were found.</summary>
    public required ImmutableArray<Package> Packages { get; init; }

    /// <summary>Names of the repository's tags.</summary>
    public required ImmutableHashSet<string> Tags { get; init; }

    /// <summary>The text of a file of the workspace; null when there is none.</summary>
    public required Func<RelativePath, byte[]?> Read { get; init; }

    /// <summary>The commit since which a file has held a text without a break; null when it does not, or that is not committed.</summary>
    public required Func<RelativePath, string, CancellationToken, Task<string?>> Introduced { get; init; }

    /// <summary>The packages of a folder, of any ecosystem; <c>.</c> and nothing stand for the root.</summary>
    public IEnumerable<Package> In(string folder)
    {
        var path = folder is "." ? "" : (folder.StartsWith("./", StringComparison.Ordinal) ? folder[2..] : folder).TrimEnd('/');
        return Packages.Where(p => p.Directory.Value == path);
    }
}
