using ReleaseKit.Core.History;

namespace ReleaseKit.Engine.Git;

/// <summary>Hands what git says to the attribution, with paths relative to the workspace root.</summary>
internal sealed class AttributionVisitor(HistoryAttribution attribution, string prefix) : ILogVisitor
{
    private readonly Dictionary<string, ReadOnlyMemory<int>> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Path(ReadOnlySpan<char> path, bool added)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            return;
        }

        path = path[prefix.Length..];
        attribution.Touch(OwnersOf(path[..Math.Max(0, path.LastIndexOf('/'))]).Span);
        if (added)
        {
            attribution.Add(path);
        }
    }

    /// <inheritdoc/>
    public bool Commit(string id, string[] parents, long seconds, Authorship author, string message)
    {
        attribution.Complete(id, parents, seconds, () => new RawCommit(id, Once(author.Name), Once(author.Email), author.Seconds, message));
        return !attribution.IsComplete;
    }

    private ReadOnlyMemory<int> OwnersOf(ReadOnlySpan<char> directory)
    {
        if (!_owners.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(directory, out var owners))
        {
            _owners[directory.ToString()] = owners = attribution.OwnersOf(directory);
        }

        return owners;
    }

    private string Once(string text)
    {
        if (!_names.TryGetValue(text, out var known))
        {
            _names[text] = known = text;
        }

        return known;
    }
}
