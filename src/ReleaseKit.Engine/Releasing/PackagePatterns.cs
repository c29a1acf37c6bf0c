using Microsoft.Extensions.FileSystemGlobbing;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Packages as configuration writes them: by id, by name, or by a glob of their directories.</summary>
internal sealed class PackagePatterns
{
    private readonly HashSet<string> _names;
    private readonly Matcher? _globs;

    public PackagePatterns(params IReadOnlyCollection<string> patterns)
    {
        _names = patterns.ToHashSet(StringComparer.Ordinal);
        if (patterns.Count == 0)
        {
            return;
        }

        _globs = new Matcher(StringComparison.Ordinal);
        foreach (var pattern in patterns)
        {
            _globs.AddInclude(pattern.TrimEnd('/'));
            _globs.AddInclude(pattern.TrimEnd('/') + "/**");
        }
    }

    /// <summary>Whether a pattern is the package's id or name, or its directory is in one.</summary>
    public bool Match(Package package) => _names.Contains(package.Name) || _names.Contains(package.Id.ToString()) || MatchDirectory(package.Directory);

    /// <summary>Whether a directory, other than the root, is in a pattern.</summary>
    public bool MatchDirectory(RelativePath directory) => !directory.IsRoot && _globs?.Match(directory.Value).HasMatches == true;
}
