using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes of the rehearsal registry, the loopback stand-in for every package registry.</summary>
public static class RehearsalServerCodes
{
    /// <summary>A command-line option of the registry is missing, unknown or malformed.</summary>
    public static readonly DiagnosticDescriptor Option = new(
        "RK-REHEARSAL-OPTION", Error, "An option of the rehearsal registry is wrong",
        "The program was started with an option that is missing, unknown or malformed.",
        "Correct the option named in the message.");

    /// <summary>The fault table cannot be read or holds a rule without meaning.</summary>
    public static readonly DiagnosticDescriptor Faults = new(
        "RK-REHEARSAL-FAULTS", Error, "A fault table is wrong",
        "The table is not JSON, or one of its rules has an unknown field, an impossible value or no effect.",
        "Correct the rule named in the message.");

    /// <summary>The storage folder is in use or cannot be written.</summary>
    public static readonly DiagnosticDescriptor Storage = new(
        "RK-REHEARSAL-STORAGE", Error, "The rehearsal registry's storage cannot be used",
        "Another registry runs on the same folder, or the folder cannot be created or written.",
        "Stop the other registry or choose another folder.");

    /// <summary>The port is taken.</summary>
    public static readonly DiagnosticDescriptor Port = new(
        "RK-REHEARSAL-PORT", Error, "The rehearsal registry cannot listen",
        "Another program listens on the port asked for, or it is reserved.",
        "Choose another port, or 0 for any free one.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Option, Faults, Storage, Port];
}
