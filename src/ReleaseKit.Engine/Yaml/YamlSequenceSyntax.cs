using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>A sequence, written in brackets or as a block of items.</summary>
public sealed class YamlSequenceSyntax : YamlNodeSyntax
{
    internal YamlSequenceSyntax(TextSpan span, ImmutableArray<YamlNodeSyntax> items, bool isFlow)
        : base(span)
    {
        Items = items;
        IsFlow = isFlow;
        Weight = 1 + items.Sum(item => item.Weight);
    }

    /// <summary>The items, in source order.</summary>
    public ImmutableArray<YamlNodeSyntax> Items { get; }

    /// <summary>Whether it is written in brackets.</summary>
    public bool IsFlow { get; }

    /// <inheritdoc/>
    public override string Description => "a sequence";

    internal override long Weight { get; }
}
