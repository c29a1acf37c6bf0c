namespace ReleaseKit.Core.Toml;

/// <summary>How a table came to be; TOML's rules about extending a table depend on it.</summary>
public enum TomlTableKind
{
    /// <summary>The document itself.</summary>
    Root,

    /// <summary>A <c>[name]</c> or <c>[[name]]</c> section.</summary>
    Section,

    /// <summary>Only the parent of a section, such as <c>a</c> in <c>[a.b]</c>.</summary>
    Implicit,

    /// <summary>Made by a dotted key, such as <c>a</c> in <c>a.b = 1</c>.</summary>
    Dotted,

    /// <summary>Written in braces.</summary>
    Inline,
}
