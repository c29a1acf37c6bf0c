using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
public sealed class JsonLiteralSyntax : JsonValueSyntax
{
    internal JsonLiteralSyntax(TextSpan span, bool? value)
        : base(span) => Value = value;

    /// <summary>The truth value; null for <c>null</c>.</summary>
    public bool? Value { get; }

    /// <inheritdoc/>
    public override string Description => Value is null ? "null" : "a boolean";
}
