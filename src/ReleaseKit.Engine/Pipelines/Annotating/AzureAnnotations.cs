using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>
/// Logging commands of Azure Pipelines: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands.
/// </summary>
/// <param name="folder">Absolute path of the folder <c>ci/</c> in the output folder.</param>
public sealed class AzureAnnotations(string folder) : IAnnotationForm
{
    /// <inheritdoc/>
    public string Name => "azure";

    /// <inheritdoc/>
    public string? DiagnosticsReport => null;

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Annotate(Diagnostic diagnostic, string? file, string? report)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var properties = $"type={(diagnostic.Descriptor.Severity == DiagnosticSeverity.Error ? "error" : "warning")};";
        if (file is not null)
        {
            properties += string.Create(
                CultureInfo.InvariantCulture, $"sourcepath={Property(file)};linenumber={Math.Max(diagnostic.Location!.Line, 1)};columnnumber={Math.Max(diagnostic.Location.Column, 1)};");
        }

        return [new PipelineEffect.Print($"##vso[task.logissue {properties}code={Property(diagnostic.Code)};]{Data(diagnostic.Message)}")];
    }

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Summarise(string name, string markdown) =>
        [new PipelineEffect.Report(name + ".md", markdown), new PipelineEffect.Print($"##vso[task.uploadsummary]{Data(Path.Combine(folder, name + ".md"))}")];

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Report(IReadOnlyCollection<PipelineOutcome> outcomes) =>
    [
        new PipelineEffect.Report("junit.xml", OutcomeReport.Write(outcomes)),
        new PipelineEffect.Print($"##vso[results.publish type=JUnit;runTitle=Release;resultFiles={Property(Path.Combine(folder, "junit.xml"))};]"),
    ];

    /// <inheritdoc/>
    public string? OutputsReport => null;

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Output(IReadOnlyCollection<PipelineOutput> outputs, string? report) =>
        [.. outputs.Select(o => new PipelineEffect.Print($"##vso[task.setvariable variable={Property(o.Name)};isOutput=true]{Data(o.Value)}"))];

    /// <summary>A command may be anywhere in a line.</summary>
    public string Defuse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Replace("##vso[", "#\u200B#vso[", StringComparison.OrdinalIgnoreCase).Replace("##[", "#\u200B#[", StringComparison.Ordinal);
    }

    private static string Data(string text) => text.Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
}
