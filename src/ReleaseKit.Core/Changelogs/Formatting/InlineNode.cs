using System.Collections.Immutable;

namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>A piece of inline Markdown.</summary>
internal abstract record InlineNode;

/// <summary>Text, its escapes of asterisks and underscores undone.</summary>
internal sealed record InlineText(string Value) : InlineNode;

/// <summary>Source that stays as it is: addresses, HTML, images, references.</summary>
internal sealed record InlineRaw(string Source) : InlineNode;

/// <summary>Code.</summary>
internal sealed record InlineCode(string Value) : InlineNode;

/// <summary>Emphasised text.</summary>
internal sealed record InlineEmphasis(ImmutableArray<InlineNode> Children) : InlineNode;

/// <summary>Other text between marks: strong, deleted, or the text of a link, whose target is part of the last mark.</summary>
internal sealed record InlineSpan(string Open, ImmutableArray<InlineNode> Children, string Close) : InlineNode;
