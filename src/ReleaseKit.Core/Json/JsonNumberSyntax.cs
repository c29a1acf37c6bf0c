using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>A number, kept as written: JSON does not bound its size or precision.</summary>
public sealed class JsonNumberSyntax : JsonValueSyntax
{
    internal JsonNumberSyntax(TextSpan span, string text)
        : base(span) => Text = text;

    /// <summary>The number as written.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string Description => "a number";
}
