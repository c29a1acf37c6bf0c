using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about files that describe packages.</summary>
public static class ManifestCodes
{
    /// <summary>A manifest is not UTF-8.</summary>
    public static readonly DiagnosticDescriptor Encoding = new(
        "RK-MANIFEST-ENCODING", Error, "A manifest is not UTF-8 text",
        "The file holds bytes that are not valid UTF-8.",
        "Save the file as UTF-8, with or without a byte order mark.");

    /// <summary>A manifest cannot be parsed.</summary>
    public static readonly DiagnosticDescriptor Syntax = new(
        "RK-MANIFEST-SYNTAX", Error, "A manifest cannot be parsed",
        "The file breaks the grammar of its format at the place given.",
        "Mend the file at that line and column.");

    /// <summary>A manifest parses, yet a value has the wrong type or form.</summary>
    public static readonly DiagnosticDescriptor Invalid = new(
        "RK-MANIFEST-INVALID", Error, "A manifest value has the wrong type or form",
        "A field that is read has a type or form that its ecosystem does not allow.",
        "Correct the value at the place given.");

    /// <summary>A manifest no longer says what the plan was made from.</summary>
    public static readonly DiagnosticDescriptor Changed = new(
        "RK-MANIFEST-CHANGED", Error, "A manifest changed since the plan was made",
        "The value to replace is not the one the plan saw, or it is no longer there.",
        "Make a new plan, or take back the change at the place given.");

    /// <summary>What a manifest says depends on a build tool, which does not answer.</summary>
    public static readonly DiagnosticDescriptor Evaluation = new(
        "RK-MANIFEST-EVALUATION", Error, "A project cannot be evaluated",
        "The project uses something that only MSBuild can tell, and 'dotnet msbuild' is missing or fails on it.",
        "Run the command of the message and mend what it reports, or write the value plainly.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Encoding, Syntax, Invalid, Changed, Evaluation];
}
