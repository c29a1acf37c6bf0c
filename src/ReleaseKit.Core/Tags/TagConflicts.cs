namespace ReleaseKit.Core.Tags;

/// <summary>Finds tags that cannot exist side by side, or only where file systems tell letter case apart.</summary>
public sealed class TagConflicts
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names;
    private readonly ILookup<string, string> _byLetters;

    /// <summary>The conflicts among some tags.</summary>
    public TagConflicts(IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        _names = tags.ToHashSet(StringComparer.Ordinal);
        _byLetters = _names.Order(StringComparer.Ordinal).ToLookup(t => t, StringComparer.OrdinalIgnoreCase);
        foreach (var tag in _names)
        {
            for (var slash = tag.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = tag.IndexOf('/', slash + 1))
            {
                _folders.TryAdd(tag[..slash], tag);
            }
        }
    }

    /// <summary>A tag whose name is a folder of this one's, or the other way round; null when there is none.</summary>
    public string? FindFolder(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        for (var slash = tag.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = tag.IndexOf('/', slash + 1))
        {
            if (_names.Contains(tag[..slash]))
            {
                return tag[..slash];
            }
        }

        return _folders.GetValueOrDefault(tag);
    }

    /// <summary>Another tag with the same letters in another case; null when there is none.</summary>
    public string? FindTwin(string tag) => _byLetters[tag].FirstOrDefault(other => other != tag);
}
