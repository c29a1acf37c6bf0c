using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>An IEEE 754 double, infinities and NaN included.</summary>
public sealed class TomlFloat : TomlValue
{
    internal TomlFloat(TextSpan span, double value)
        : base(span) => Value = value;

    /// <summary>The nearest double to the number written.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override string Description => "a float";
}
