using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about registries, tags and ledgers that do not agree.</summary>
public static class ReconcileCodes
{
    /// <summary>Something is not as it should be.</summary>
    public static readonly DiagnosticDescriptor Left = new(
        "RK-RECONCILE-LEFT", Error, "Registries, tags and ledgers do not agree",
        "Reconcile found something that it did not mend: because ReleaseFix was not set, because a person has to decide, or because mending failed.",
        "See the table and reconcile.json. ReleaseFix=true mends what can be mended from here; for the rest each line says what to do.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Left];
}
