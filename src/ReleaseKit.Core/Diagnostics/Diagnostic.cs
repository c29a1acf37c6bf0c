using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>One occurrence of a coded diagnostic, with its message and, where known, its place.</summary>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, string Message, SourceLocation? Location)
{
    /// <summary>What happened, to what, and what to do next; what files of others may hold is made safe to show.</summary>
    public string Message { get; init; } = DisplayText.CutLongWords(DisplayText.Lines(Message));

    /// <summary>The code, such as <c>RK-GRAPH-CYCLE</c>.</summary>
    public string Code => Descriptor.Code;

    /// <summary>The canonical one-line form.</summary>
    public override string ToString()
    {
        var severity = Descriptor.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        return Location is null ? $"{severity} {Code}: {Message}" : $"{Location}: {severity} {Code}: {Message}";
    }
}
