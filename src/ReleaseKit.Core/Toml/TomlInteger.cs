using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>A 64-bit integer in decimal, hexadecimal, octal or binary notation.</summary>
public sealed class TomlInteger : TomlValue
{
    internal TomlInteger(TextSpan span, long value)
        : base(span) => Value = value;

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public override string Description => "an integer";
}
