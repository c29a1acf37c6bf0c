using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about change files as they are written on disk.</summary>
public static class ChangeFileCodes
{
    /// <summary>A change file does not have the form of its format.</summary>
    public static readonly DiagnosticDescriptor Syntax = new(
        "RK-CHANGE-SYNTAX", Error, "A change file cannot be read",
        "A file in a folder of change files lacks what its format requires, or is not valid YAML or JSON where it must be.",
        "Correct the file at the place given, or delete it and add the change again with -t:Change.");

    /// <summary>A change type that the format does not have.</summary>
    public static readonly DiagnosticDescriptor Type = new(
        "RK-CHANGE-TYPE", Error, "A change file names a type of change that there is not",
        "The word beside a package is none of the types that the file's format has.",
        "Write one of the types that the message lists.");

    /// <summary>A change file asks something of dependents that is decided elsewhere.</summary>
    public static readonly DiagnosticDescriptor Dependents = new(
        "RK-CHANGE-DEPENDENTS", Warning, "A change file says how dependents are raised",
        "dependentChangeType of a beachball change file differs from beachball's default; how far a release is passed on is decided by configuration, for every release alike.",
        "Leave dependentChangeType at patch, and say in releasekit.toml how releases are passed on.");

    /// <summary>A new change file lacks something.</summary>
    public static readonly DiagnosticDescriptor Incomplete = new(
        "RK-CHANGE-INCOMPLETE", Error, "It is not said what the new change file shall say",
        "-t:Change needs packages, a type and a text; one of them was not given and there is no terminal to ask at.",
        "Set ReleaseChangePackages, ReleaseChangeBump and ReleaseChangeText.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Syntax, Type, Dependents, Incomplete];
}
