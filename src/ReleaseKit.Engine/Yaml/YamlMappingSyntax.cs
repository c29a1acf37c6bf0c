using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>A mapping with scalar keys, written in braces or as a block of lines. A merge key, <c>&lt;&lt;</c>, is a key like any other.</summary>
public sealed class YamlMappingSyntax : YamlNodeSyntax
{
    private readonly Dictionary<string, YamlEntrySyntax> _index;

    internal YamlMappingSyntax(TextSpan span, ImmutableArray<YamlEntrySyntax> entries, Dictionary<string, YamlEntrySyntax> index, bool isFlow)
        : base(span)
    {
        Entries = entries;
        IsFlow = isFlow;
        Weight = 1 + entries.Sum(entry => 1 + entry.Value.Weight);
        _index = index;
    }

    /// <summary>The entries, in source order; keys are unique.</summary>
    public ImmutableArray<YamlEntrySyntax> Entries { get; }

    /// <summary>Whether it is written in braces.</summary>
    public bool IsFlow { get; }

    /// <inheritdoc/>
    public override string Description => "a mapping";

    internal override long Weight { get; }

    /// <summary>The value of a key; null when there is none.</summary>
    public YamlNodeSyntax? this[string key] => Entry(key)?.Value;

    /// <summary>Whether the key is there, and its value.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out YamlNodeSyntax? value)
    {
        value = this[key];
        return value is not null;
    }

    /// <summary>The entry of a key, with the key's place; null when there is none.</summary>
    public YamlEntrySyntax? Entry(string key) => _index.GetValueOrDefault(key);
}
