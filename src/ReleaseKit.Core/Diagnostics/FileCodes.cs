using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about reading and writing the workspace's files.</summary>
public static class FileCodes
{
    /// <summary>A path leads out of the workspace.</summary>
    public static readonly DiagnosticDescriptor Outside = new(
        "RK-FILE-OUTSIDE", Error, "A file lies outside the workspace",
        "A path goes through a symbolic link that leads out of the workspace root, or names a file of the version control system.",
        "Replace the link by the file itself, or move its target below the workspace root.");

    /// <summary>A file cannot be read.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new(
        "RK-FILE-UNREADABLE", Error, "A file cannot be read",
        "The file does not exist, is a directory, or this user may not read it.",
        "Create the file or give this user the right to read it.");

    /// <summary>A file cannot be written.</summary>
    public static readonly DiagnosticDescriptor Unwritable = new(
        "RK-FILE-UNWRITABLE", Error, "A file cannot be written",
        "The folder or the disk refuses the new file, or the path is taken by a directory. The old file is unchanged.",
        "Give this user the right to write there, or make room on the disk.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Outside, Unreadable, Unwritable];
}
