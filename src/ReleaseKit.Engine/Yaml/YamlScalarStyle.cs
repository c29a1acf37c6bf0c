namespace ReleaseKit.Engine.Yaml;

/// <summary>How a scalar is written.</summary>
public enum YamlScalarStyle
{
    /// <summary>Without quotes; the text may then mean a number, a truth value or nothing.</summary>
    Plain,

    /// <summary>In <c>'</c>.</summary>
    SingleQuoted,

    /// <summary>In <c>"</c>.</summary>
    DoubleQuoted,

    /// <summary>A block of lines after <c>|</c>.</summary>
    Literal,

    /// <summary>A block of lines, folded, after <c>&gt;</c>.</summary>
    Folded,
}
