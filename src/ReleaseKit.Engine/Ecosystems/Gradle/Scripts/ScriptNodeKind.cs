namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>What a node of a script is.</summary>
internal enum ScriptNodeKind
{
    /// <summary>A word, keywords included; back quotes are not part of it.</summary>
    Name,

    /// <summary>A string; one that is interpolated has its pieces as children.</summary>
    Text,

    /// <summary>What stands in <c>${…}</c> of a string.</summary>
    Hole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An operator or a separator.</summary>
    Symbol,

    /// <summary>The end of a line, where it may end a statement.</summary>
    LineEnd,

    /// <summary><c>( … )</c>.</summary>
    Parentheses,

    /// <summary><c>[ … ]</c>.</summary>
    Brackets,

    /// <summary><c>{ … }</c>.</summary>
    Braces,
}
