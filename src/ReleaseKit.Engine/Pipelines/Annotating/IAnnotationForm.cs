using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>
/// How a CI service is told of diagnostics, summaries and values. Whatever comes from commits, manifests and registries is
/// escaped by the service's own rules, and a line of the log that it would take for a command is defused.
/// </summary>
public interface IAnnotationForm
{
    /// <summary>The name, as <c>ReleaseAnnotations</c> has it.</summary>
    string Name { get; }

    /// <summary>The files that diagnostics are kept in, and added to; null where they are told one by one.</summary>
    string? DiagnosticsReport { get; }

    /// <summary>Tells of an error or a warning.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="file">Its file as the service sees it, relative to the repository; null when it has none.</param>
    /// <param name="report">What <see cref="DiagnosticsReport"/> holds so far; null when there is none.</param>
    ImmutableArray<PipelineEffect> Annotate(Diagnostic diagnostic, string? file, string? report);

    /// <summary>Shows Markdown on the page of the run.</summary>
    /// <param name="name">A name for the file, where there are files.</param>
    /// <param name="markdown">The text, escaped as Markdown.</param>
    ImmutableArray<PipelineEffect> Summarise(string name, string markdown);

    /// <summary>Tells what became of packages.</summary>
    ImmutableArray<PipelineEffect> Report(IReadOnlyCollection<PipelineOutcome> outcomes);

    /// <summary>The file that values for later jobs are kept in, and added to; null where there is none.</summary>
    string? OutputsReport { get; }

    /// <summary>Hands values to later jobs. Values that the service cannot hold are left out.</summary>
    /// <param name="outputs">The values.</param>
    /// <param name="report">What <see cref="OutputsReport"/> holds so far; null when there is none.</param>
    ImmutableArray<PipelineEffect> Output(IReadOnlyCollection<PipelineOutput> outputs, string? report);

    /// <summary>A line of the log that the service takes for no command.</summary>
    string Defuse(string line);
}
