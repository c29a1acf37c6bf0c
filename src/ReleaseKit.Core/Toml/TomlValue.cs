using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>A value of a TOML document with its place in the text.</summary>
public abstract class TomlValue
{
    private protected TomlValue(TextSpan span) => Span = span;

    /// <summary>
    /// Where the value is written, quotes and brackets included. Tables and arrays of tables say in their own
    /// documentation what their range is.
    /// </summary>
    public TextSpan Span { get; internal set; }

    /// <summary>What the value is, for messages: <c>a string</c>, <c>a table</c>.</summary>
    public abstract string Description { get; }
}
