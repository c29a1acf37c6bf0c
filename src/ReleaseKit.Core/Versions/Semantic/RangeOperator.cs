namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>What stands before a version in a range.</summary>
internal enum RangeOperator
{
    /// <summary>Nothing, or <c>=</c>.</summary>
    Equal,

    /// <summary><c>^</c>: compatible by the left-most number that is not 0.</summary>
    Caret,

    /// <summary><c>~</c> or <c>~></c>: the same minor version.</summary>
    Tilde,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary>The left side of <c>1.0.0 - 2.0.0</c>.</summary>
    HyphenFrom,

    /// <summary>The right side of <c>1.0.0 - 2.0.0</c>.</summary>
    HyphenTo,
}
