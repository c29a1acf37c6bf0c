namespace ReleaseKit.Core.Diagnostics;

/// <summary>One code of the catalogue: what it means in general, why it happens, and what mends it.</summary>
/// <param name="Code">Unique name, <c>RK-AREA-WHAT</c>; never reused once retired.</param>
/// <param name="Severity">How it is reported by default.</param>
/// <param name="Title">The meaning, in a phrase.</param>
/// <param name="Cause">When it appears.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record DiagnosticDescriptor(string Code, DiagnosticSeverity Severity, string Title, string Cause, string Fix)
{
    /// <summary>An occurrence without a place.</summary>
    public Diagnostic Create(string message) => new(this, message, null);

    /// <summary>An occurrence at a place; the message says what happened, to what, and what to do next.</summary>
    public Diagnostic At(SourceLocation? location, string message) => new(this, message, location);
}
