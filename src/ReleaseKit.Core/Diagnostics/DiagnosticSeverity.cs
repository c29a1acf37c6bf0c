namespace ReleaseKit.Core.Diagnostics;

/// <summary>How a diagnostic is reported by default; MSBuild's <c>-warnaserror</c> and <c>-nowarn</c> may change it.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Information,

    /// <summary>The run goes on, though its result may not be what was wanted.</summary>
    Warning,

    /// <summary>The step fails and changes nothing further.</summary>
    Error,
}
