using System.Collections.Immutable;
using ReleaseKit.Core.History;

namespace ReleaseKit.Core.Commits;

/// <summary>Who wrote a commit: its author, and those whom <c>Co-authored-by</c> trailers name.</summary>
public static class CommitAuthors
{
    private const string Trailer = "Co-authored-by:";

    /// <summary>Their names, the author first, each once; without addresses.</summary>
    public static ImmutableArray<string> Of(RawCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var coAuthors = commit.Message.Split('\n')
            .Where(line => line.StartsWith(Trailer, StringComparison.OrdinalIgnoreCase))
            .Select(line => line[Trailer.Length..].Split('<')[0]);
        return [.. coAuthors.Prepend(commit.AuthorName).Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
    }
}
