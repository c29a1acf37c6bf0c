using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Pipelines.Annotating;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>Tells the CI service that runs the build, if one does: performs what <see cref="IAnnotationForm"/> decides.</summary>
/// <param name="form">How to talk to the service.</param>
/// <param name="environment">Where the service has checked out the repository.</param>
/// <param name="workspaceRoot">Absolute path of the workspace root.</param>
/// <param name="outputPath">Absolute path of the output folder.</param>
/// <param name="dryRun">Whether no file of ours may be written.</param>
/// <param name="print">Writes a line to the log.</param>
/// <param name="exclude">Keeps the output folder out of the repository's status.</param>
internal sealed class PipelineTeller(IAnnotationForm form, IEnvironment environment, string workspaceRoot, string outputPath, bool dryRun, Action<string> print, Action exclude)
{
    private static readonly string[] Checkouts = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", "BITBUCKET_CLONE_DIR"];

    /// <summary>The folder of reports.</summary>
    public static string FolderOf(string outputPath) => Path.Combine(outputPath, "ci");

    /// <summary>A line of the log that the service takes for no command.</summary>
    public string Defuse(string line) => form.Defuse(line);

    /// <summary>Tells of an error or a warning, at its place in the repository.</summary>
    public void Tell(Diagnostic diagnostic)
    {
        if (diagnostic.Descriptor.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning)
        {
            Update(form.DiagnosticsReport, report => form.Annotate(diagnostic, FileOf(diagnostic.Location), report));
        }
    }

    /// <summary>Shows Markdown on the page of the run.</summary>
    public void Summarise(string name, string markdown) => Perform(form.Summarise(name, markdown));

    /// <summary>Tells what became of packages.</summary>
    public void Report(IReadOnlyCollection<PipelineOutcome> outcomes) => Perform(form.Report(outcomes));

    /// <summary>Hands values to later jobs.</summary>
    public void Output(params IReadOnlyCollection<PipelineOutput> outputs) => Update(form.OutputsReport, report => form.Output(outputs, report));

    /// <summary>Adds to a file that other nodes add to at the same time.</summary>
    private void Update(string? name, Func<string?, IEnumerable<PipelineEffect>> effects)
    {
        if (name is null || dryRun)
        {
            Perform(effects(null));
            return;
        }

        var path = Path.Combine(FolderOf(outputPath), name);
        Directory.CreateDirectory(FolderOf(outputPath));
        exclude();
        using var alone = FileLock.TakeAsync(path + ".lock", CancellationToken.None).GetAwaiter().GetResult();
        Perform(effects(File.Exists(path) ? File.ReadAllText(path) : null));
    }

    private void Perform(IEnumerable<PipelineEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case PipelineEffect.Print line:
                    print(line.Text);
                    break;
                case PipelineEffect.Append added:
                    File.AppendAllText(added.Path, added.Text);
                    break;
                case PipelineEffect.Report report when !dryRun:
                    exclude();
                    OutputFile.Write(Path.Combine(FolderOf(outputPath), report.Name), Encoding.UTF8.GetBytes(report.Text));
                    break;
            }
        }
    }

    /// <summary>The file as seen from where the service has checked out the repository; null for none, and for one outside of it.</summary>
    private string? FileOf(SourceLocation? place)
    {
        if (place is null)
        {
            return null;
        }

        var file = Path.GetFullPath(place.File, workspaceRoot);
        var root = Checkouts.Select(environment.Get).FirstOrDefault(c => !string.IsNullOrEmpty(c) && IsBelow(file, c)) ?? workspaceRoot;
        return IsBelow(file, root) ? Path.GetRelativePath(root, file).Replace('\\', '/') : null;
    }

    private static bool IsBelow(string file, string folder) => Path.IsPathFullyQualified(folder) && Path.GetRelativePath(folder, file) is var path && !path.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(path);
}
