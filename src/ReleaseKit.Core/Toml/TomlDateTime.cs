using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>A date, a time, or both, kept as written: nothing here computes with them.</summary>
public sealed class TomlDateTime : TomlValue
{
    internal TomlDateTime(TextSpan span, string text, TomlDateTimeKind kind)
        : base(span)
    {
        Text = text;
        Kind = kind;
    }

    /// <summary>The value as written in the file; a valid RFC 3339 date or time.</summary>
    public string Text { get; }

    /// <summary>Which parts are there.</summary>
    public TomlDateTimeKind Kind { get; }

    /// <inheritdoc/>
    public override string Description => "a date or time";
}
