namespace ReleaseKit.Core.Changelogs;

/// <summary>One heading of a Markdown text.</summary>
/// <param name="Level">1 to 6; 0 for a line that only looks like the start of an entry in plain text.</param>
/// <param name="Text">The heading without its marks.</param>
/// <param name="Start">Offset of its first line.</param>
internal readonly record struct MarkdownHeading(int Level, string Text, int Start);
