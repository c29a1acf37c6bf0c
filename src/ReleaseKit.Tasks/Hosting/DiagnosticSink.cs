using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>The one place where diagnostics become MSBuild errors and warnings, in the canonical form with file, line and column.</summary>
public sealed class DiagnosticSink
{
    private readonly TaskLoggingHelper _log;
    private readonly string _workspaceRoot;
    private readonly PipelineTeller? _pipeline;

    /// <summary>A sink of one task; relative places are seen from the workspace root.</summary>
    public DiagnosticSink(TaskLoggingHelper log, string workspaceRoot)
        : this(log, workspaceRoot, null)
    {
    }

    /// <summary>The same; the CI service that runs the build is told, too.</summary>
    internal DiagnosticSink(TaskLoggingHelper log, string workspaceRoot, PipelineTeller? pipeline)
    {
        _pipeline = pipeline;
        _log = log;
        _workspaceRoot = workspaceRoot;
    }

    /// <summary>Logs a diagnostic with the severity of its descriptor.</summary>
    public void Report(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var place = diagnostic.Location;
        var file = place is null ? null : Path.GetFullPath(place.File, _workspaceRoot);
        var (line, column, endLine, endColumn) = place is null ? (0, 0, 0, 0) : (place.Line, place.Column, place.EndLine, place.EndColumn);
        var message = _pipeline is null ? diagnostic.Message : _pipeline.Defuse(diagnostic.Message);
        switch (diagnostic.Descriptor.Severity)
        {
            case DiagnosticSeverity.Error:
                _log.LogError(null, diagnostic.Code, null, null, file, line, column, endLine, endColumn, "{0}", message);
                break;
            case DiagnosticSeverity.Warning:
                _log.LogWarning(null, diagnostic.Code, null, null, file, line, column, endLine, endColumn, "{0}", message);
                break;
            default:
                _log.LogMessage(MessageImportance.High, "{0}", message);
                break;
        }

        _pipeline?.Tell(diagnostic);
    }

    /// <summary>Logs everything a step stopped with.</summary>
    public void Report(ReleaseException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        foreach (var diagnostic in exception.Diagnostics)
        {
            Report(diagnostic);
        }
    }

    /// <summary>Logs a defect of this product: coded, with the stack where only a detailed log shows it.</summary>
    public void ReportUnexpected(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Report(InternalCodes.Unexpected.Create($"{exception.GetType().Name}: {exception.Message} Run again with -v:detailed and report the stack."));
        _log.LogMessage(MessageImportance.Low, "{0}", exception);
    }

}
