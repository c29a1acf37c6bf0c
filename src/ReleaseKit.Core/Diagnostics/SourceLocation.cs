namespace ReleaseKit.Core.Diagnostics;

/// <summary>A place in a file: path relative to the workspace root, one-based lines and columns, 0 where unknown.</summary>
public sealed record SourceLocation(string File, int Line = 0, int Column = 0, int EndLine = 0, int EndColumn = 0)
{
    /// <summary>MSBuild's canonical form, <c>file(line,column)</c>.</summary>
    public override string ToString() => Line > 0 ? $"{File}({Line},{Column})" : File;
}
