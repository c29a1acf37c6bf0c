using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Pipelines.Annotating;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>
/// The base of every task that may wait. While its asynchronous body runs, the node is yielded, so that other packages go
/// on; cancellation reaches the body; whatever is thrown becomes a coded diagnostic. Concrete classes carry
/// <c>[MSBuildMultiThreadableTask]</c>, which is not inherited.
/// </summary>
public abstract class ReleaseTask : Microsoft.Build.Utilities.Task, ICancelableTask, IMultiThreadableTask, IDisposable
{
    /// <summary>
    /// In a terminal MSBuild shows no message of a project, however important, except those of this type in a project that
    /// has started the target <c>_TestRunStart</c> (see <c>ReleaseKit.targets</c>). Other loggers see an ordinary message.
    /// </summary>
    private const string ShownInTerminals = "TLTESTOUTPUT";

    private readonly CancellationTokenSource _cancellation = new();
    private volatile bool _cancelled;
    private PipelineTeller? _teller;

    /// <inheritdoc/>
    public TaskEnvironment TaskEnvironment { get; set; } = TaskEnvironment.Fallback;

    /// <summary>Absolute path of the workspace root.</summary>
    [Required]
    public string WorkspaceRoot { get; set; } = "";

    /// <summary>Absolute path of the output folder: documents, logs, artifacts, journal.</summary>
    [Required]
    public string OutputPath { get; set; } = "";

    /// <summary>Overrides of configuration keys: the key, with metadata <c>Value</c>; empty values override nothing.</summary>
    public ITaskItem[] Settings { get; set; } = [];

    /// <summary>Whether to describe effects instead of performing them.</summary>
    public bool DryRun { get; set; }

    /// <summary>Whether history is kept under the git directory for the next run; a dry run only uses what is there.</summary>
    public bool HistoryCache { get; set; }

    /// <summary>How long a registry is waited for that asks to be left alone, in seconds.</summary>
    public int LongestWaitSeconds { get; set; } = 3600;

    /// <summary>The same as a time.</summary>
    internal TimeSpan LongestWait => TimeSpan.FromSeconds(LongestWaitSeconds);

    /// <summary>What the task does; runs while the node is yielded.</summary>
    protected abstract Task RunAsync(ReleaseSession session, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        var engine = (IBuildEngine3)BuildEngine;
        using var session = new ReleaseSession(this);
        engine.Yield();
        var sink = new DiagnosticSink(Log, WorkspaceRoot);
        try
        {
            _teller = TellerOf(session);
            sink = new DiagnosticSink(Log, WorkspaceRoot, _teller);
            RunAsync(session, _cancellation.Token).GetAwaiter().GetResult();
        }
        catch (ReleaseException e)
        {
            sink.Report(e);
        }
        catch (OperationCanceledException) when (_cancelled)
        {
            sink.Report(InternalCodes.Cancelled.Create("Cancelled. Run the same command again to continue."));
        }
#pragma warning disable CA1031 // The boundary: nothing but diagnostics may leave a task.
        catch (Exception e)
#pragma warning restore CA1031
        {
            sink.ReportUnexpected(e);
        }
        finally
        {
            engine.Reacquire();
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Cancel()
    {
        _cancelled = true;
        Stop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What a cancelled build does to the body: ends it at once, unless the task has something to finish first.</summary>
    protected virtual void Stop() => _cancellation.Cancel();

    /// <summary>Releases the cancellation source.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cancellation.Dispose();
        }
    }

    /// <summary>Tells people something at the verbosity everybody sees. The text is data, never a format.</summary>
    protected internal void Say(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            Print(_teller is null ? line.TrimEnd('\r') : _teller.Defuse(line.TrimEnd('\r')));
        }
    }

    /// <summary>Tells the CI service that runs the build, if one does.</summary>
    private protected PipelineTeller Pipeline => _teller!;

    /// <summary>Reports a diagnostic that does not stop the task by itself.</summary>
    protected internal void Report(Diagnostic diagnostic) => new DiagnosticSink(Log, WorkspaceRoot, _teller).Report(diagnostic);

    private void Print(string line) =>
        BuildEngine.LogMessageEvent(new ExtendedBuildMessageEventArgs(ShownInTerminals, line, null, GetType().Name, MessageImportance.High));

    private PipelineTeller TellerOf(ReleaseSession session)
    {
        var name = Settings.FirstOrDefault(s => s.GetMetadata(DeclaredExtensions.Kind) == DeclaredExtensions.AnnotationsKind)?.GetMetadata("Value") ?? "";
        var form = AnnotationForms.Find(name, session.Environment, PipelineTeller.FolderOf(OutputPath));
        return new PipelineTeller(form, session.Environment, WorkspaceRoot, OutputPath, DryRun, Print, session.TryExcludeOutput);
    }
}
