using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about the configuration of other release tools.</summary>
public static class MigrationCodes
{
    /// <summary>A file that is not what the tool would read.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new(
        "RK-MIGRATE-UNREADABLE", Error, "The configuration of another release tool cannot be read",
        "Init takes over what another tool was told, and a file of that tool does not have the form that the tool itself needs.",
        "Correct the file at the place given, or delete it if the tool is not used any more.");

    /// <summary>A releasekit.toml of another tool of that name.</summary>
    public static readonly DiagnosticDescriptor Foreign = new(
        "RK-MIGRATE-FOREIGN", Error, "releasekit.toml belongs to the Python tool of that name",
        "The file has keys that only the Python releasekit knows, so it must be replaced and not read.",
        "Run -t:Init -p:ReleaseForce=true, which writes what has an equivalent and lists the rest; git keeps the old file.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unreadable, Foreign];
}
