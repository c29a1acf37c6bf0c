using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>Outside of CI services: people read the log, and nothing else does.</summary>
public sealed class NoAnnotations : IAnnotationForm
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public string? DiagnosticsReport => null;

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Annotate(Diagnostic diagnostic, string? file, string? report) => [];

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Summarise(string name, string markdown) => [];

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Report(IReadOnlyCollection<PipelineOutcome> outcomes) => [];

    /// <inheritdoc/>
    public string? OutputsReport => null;

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Output(IReadOnlyCollection<PipelineOutput> outputs, string? report) => [];

    /// <inheritdoc/>
    public string Defuse(string line) => line;
}
