using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>Follows Maven projects. There are no lock files: a pom holds its versions itself.</summary>
internal sealed class MavenUpstream : IUpstream
{
    private const int Longest = 400;

    /// <inheritdoc/>
    public bool TakesLowest => true;

    /// <inheritdoc/>
    public ImmutableArray<string> AlsoFrom => ["gradle"];

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => [];

    /// <summary>Whether a text is <c>group:artifact</c>, both of letters, digits, '.', '-' and '_'.</summary>
    public static bool IsCoordinates(string text) => text.Length <= Longest && text.Split(':') is [var group, var artifact] && IsPart(group) && IsPart(artifact);

    /// <inheritdoc/>
    public string? NameOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsCoordinates(text) ? text : null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name) => [];

    /// <inheritdoc/>
    public string? LockedName(string key) => key;

    /// <inheritdoc/>
    public Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsPart(string text) =>
        text.Length > 0 && text[0] is not '-' && !text.Contains("..", StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
