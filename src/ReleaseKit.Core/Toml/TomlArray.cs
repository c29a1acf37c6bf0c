using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>
/// An array: written in brackets, when the span is from bracket to bracket, or as a series of <c>[[name]]</c> sections,
/// when every item is a table and the span reaches from the first section's header to the last section's end.
/// </summary>
public sealed class TomlArray : TomlValue
{
    private List<TomlTable>? _sections;

    internal TomlArray(TextSpan span, ImmutableArray<TomlValue> items)
        : base(span) => Items = items;

    internal TomlArray(TomlTable first)
        : base(first.Span)
    {
        IsSections = true;
        _sections = [first];
    }

    /// <summary>The items, in source order.</summary>
    public ImmutableArray<TomlValue> Items { get; private set; }

    /// <summary>Whether the array is written as <c>[[name]]</c> sections.</summary>
    public bool IsSections { get; }

    /// <inheritdoc/>
    public override string Description => IsSections ? "an array of tables" : "an array";

    internal TomlTable LastSection => _sections![^1];

    internal void Append(TomlTable section) => _sections!.Add(section);

    /// <summary>Ends the collecting of sections; called once, when the document is complete.</summary>
    internal void Complete()
    {
        Items = [.. _sections!];
        Span = TextSpan.FromBounds(_sections![0].Span.Start, _sections[^1].Span.End);
        _sections = null;
    }
}
