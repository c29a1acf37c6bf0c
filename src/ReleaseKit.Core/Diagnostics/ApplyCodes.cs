using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about writing what a plan says.</summary>
public static class ApplyCodes
{
    /// <summary>A file changed between being read and being written, or after an interrupted run.</summary>
    public static readonly DiagnosticDescriptor Conflict = new(
        "RK-APPLY-CONFLICT", Error, "A file was changed by somebody else while a plan was applied",
        "Its bytes are neither those that the plan was applied to nor those that were written, so that replacing them would lose an edit.",
        "Take the edit back (git checkout the file) or, to keep it, delete the journal that the message names; then run again.");

    /// <summary>The journal is damaged.</summary>
    public static readonly DiagnosticDescriptor JournalDamaged = new(
        "RK-APPLY-JOURNAL", Error, "The journal of an interrupted run cannot be read",
        "The file that remembers what an interrupted run was replacing is damaged, so that nothing can be put back from it.",
        "Compare the work tree with git (git status, git diff), put it back if needed, and delete the journal that the message names.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Conflict, JournalDamaged];
}
