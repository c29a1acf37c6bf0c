using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>An array; the span is from bracket to bracket.</summary>
public sealed class JsonArraySyntax : JsonValueSyntax
{
    internal JsonArraySyntax(TextSpan span, ImmutableArray<JsonValueSyntax> items)
        : base(span) => Items = items;

    /// <summary>The items, in source order.</summary>
    public ImmutableArray<JsonValueSyntax> Items { get; }

    /// <inheritdoc/>
    public override string Description => "an array";
}
