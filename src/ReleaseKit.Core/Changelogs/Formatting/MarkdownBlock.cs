using System.Collections.Immutable;

namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>A block of Markdown.</summary>
internal abstract record MarkdownBlock;

/// <summary>A heading with its inline text.</summary>
internal sealed record HeadingBlock(int Level, string Text) : MarkdownBlock;

/// <summary>A paragraph; lines are kept.</summary>
internal sealed record ParagraphBlock(string Text) : MarkdownBlock;

/// <summary>Code in a fence, with what stands behind the fence.</summary>
internal sealed record FenceBlock(string Info, ImmutableArray<string> Lines) : MarkdownBlock;

/// <summary>Code that is indented by four blanks, without those.</summary>
internal sealed record IndentedCodeBlock(ImmutableArray<string> Lines) : MarkdownBlock;

/// <summary>A quotation.</summary>
internal sealed record QuoteBlock(ImmutableArray<MarkdownBlock> Blocks) : MarkdownBlock;

/// <summary>A line across.</summary>
internal sealed record BreakBlock : MarkdownBlock;

/// <summary>Lines that stay as they are: HTML, link definitions.</summary>
internal sealed record RawBlock(string Text) : MarkdownBlock;

/// <summary>A table: rows of cells, the first of which is the head.</summary>
internal sealed record TableBlock(ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<string> Alignment) : MarkdownBlock;

/// <summary>A list.</summary>
/// <param name="Start">Number of the first item; null for a list of bullets.</param>
/// <param name="Second">Number of the second item, which decides whether numbers count up.</param>
/// <param name="Items">Its items.</param>
internal sealed record ListBlock(int? Start, int? Second, ImmutableArray<ListItem> Items) : MarkdownBlock;

/// <summary>An item of a list.</summary>
/// <param name="Blocks">What it holds.</param>
/// <param name="IsLoose">Whether blank lines stand between its blocks, or behind it before the next item.</param>
/// <param name="Checked">The state of its check box; null when it has none.</param>
internal sealed record ListItem(ImmutableArray<MarkdownBlock> Blocks, bool IsLoose, bool? Checked);
