using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about <c>releasekit.toml</c> and the properties that override it.</summary>
public static class ConfigurationCodes
{
    /// <summary>A key that there is not.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new(
        "RK-CONFIG-UNKNOWN-KEY", Error, "A configuration key is unknown",
        "releasekit.toml has a key that nothing reads: mistyped, of another tool, or of the other of the two files.",
        "Correct or remove the key; the message lists the valid ones.");

    /// <summary>A key with a value that it cannot have.</summary>
    public static readonly DiagnosticDescriptor InvalidValue = new(
        "RK-CONFIG-INVALID-VALUE", Error, "A configuration value is not valid",
        "A key of releasekit.toml, or the property that overrides it, has a value of the wrong type or form.",
        "Give the key a value of the type that the message names.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [UnknownKey, InvalidValue];
}
