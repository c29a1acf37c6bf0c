using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>An item that a user's project declares, as plain text.</summary>
/// <param name="Include">What it is.</param>
/// <param name="Metadata">What it says about that, without empty values; letter case of names does not matter.</param>
public sealed record DeclaredItem(string Include, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>An item of these metadata.</summary>
    public static DeclaredItem Create(string include, IEnumerable<KeyValuePair<string, string>> metadata) =>
        new(include, metadata.Where(pair => pair.Value.Length > 0).ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase));

    /// <summary>One value; null when it is not said.</summary>
    public string? this[string name] => Metadata.GetValueOrDefault(name);
}
