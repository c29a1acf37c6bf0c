using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>A string in any of TOML's four notations; the span includes the quotes.</summary>
public sealed class TomlString : TomlValue
{
    internal TomlString(TextSpan span, string value)
        : base(span) => Value = value;

    /// <summary>The text, escapes resolved; line endings inside multi-line strings are those of the file.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string Description => "a string";
}
