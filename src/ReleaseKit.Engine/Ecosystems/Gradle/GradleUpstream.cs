using System.Collections.Immutable;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Maven;

namespace ReleaseKit.Engine.Ecosystems.Gradle;

/// <summary>Follows what Gradle builds take from Maven repositories. Lock files are written by a build itself, which is not run for it.</summary>
internal sealed class GradleUpstream : IUpstream
{
    /// <inheritdoc/>
    public bool TakesLowest => true;

    /// <inheritdoc/>
    public ImmutableArray<string> AlsoFrom => [MavenEcosystem.Id];

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => ["gradle.lockfile", "buildscript-gradle.lockfile"];

    /// <inheritdoc/>
    public string? NameOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MavenUpstream.IsCoordinates(text) ? text : null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name) =>
        from line in file.Text.Split('\n')
        where line.StartsWith(name + ":", StringComparison.Ordinal)
        select line[(name.Length + 1)..].Split('=')[0];

    /// <inheritdoc/>
    public string? LockedName(string key) => key;

    /// <inheritdoc/>
    public Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refresh);
        throw refresh.Unsupported("only the build itself writes it: gradle dependencies --update-locks");
    }
}
