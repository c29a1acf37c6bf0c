using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class TomlBoolean : TomlValue
{
    internal TomlBoolean(TextSpan span, bool value)
        : base(span) => Value = value;

    /// <summary>The truth value.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override string Description => "a boolean";
}
