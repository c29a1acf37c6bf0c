using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tests.Text;

/// <summary>A document as a flat list of its values, each with its path, and the edits that can be made.</summary>
public sealed record SyntaxSnapshot
{
    /// <summary>One line for each value, in the order of the document.</summary>
    public List<string> Values { get; } = [];

    /// <summary>The values that can be replaced.</summary>
    public List<Replacement> Replacements { get; } = [];

    /// <summary>The places where a value can be added.</summary>
    public List<Insertion> Insertions { get; } = [];

    /// <summary>Adds a value that can be replaced.</summary>
    public void AddReplaceable(string path, string value, TextSpan span, Func<string, TextEdit> edit) =>
        AddReplaceable(value, span, edit, text => $"{path}={text}");

    /// <summary>Adds a value that can be replaced, and how its line is written.</summary>
    public void AddReplaceable(string value, TextSpan span, Func<string, TextEdit> edit, Func<string, string> line)
    {
        Replacements.Add(new Replacement(Values.Count, value, span, edit, line));
        Values.Add(line(value));
    }

    /// <param name="Index">Which of the values it is.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Span">What the edit may touch.</param>
    /// <param name="Edit">Makes the edit.</param>
    /// <param name="Line">The line of a value there.</param>
    public sealed record Replacement(int Index, string Value, TextSpan Span, Func<string, TextEdit> Edit, Func<string, string> Line);

    /// <param name="Edit">Makes the edit.</param>
    /// <param name="Added">The lines that it adds.</param>
    /// <param name="Removed">The line that it takes away, if any.</param>
    public sealed record Insertion(Func<TextEdit> Edit, IEnumerable<string> Added, string? Removed = null);
}
