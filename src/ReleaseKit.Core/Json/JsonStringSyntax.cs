using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>A string; the span includes the quotes.</summary>
public sealed class JsonStringSyntax : JsonValueSyntax
{
    internal JsonStringSyntax(TextSpan span, string value)
        : base(span) => Value = value;

    /// <summary>The text, escapes resolved.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string Description => "a string";
}
