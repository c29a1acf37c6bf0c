using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>Services that read files when a job has ended: reports of code quality and of tests, and variables for later jobs.</summary>
public sealed class FileAnnotations : IAnnotationForm
{
    /// <summary>What diagnostics without a file are said to be about: GitLab wants one.</summary>
    private const string Nowhere = "release.proj";

    /// <summary>GitLab takes 5 KiB of variables from a job.</summary>
    private const int LongestValue = 1000;

    private readonly string _outcomes;
    private readonly Func<string, string> _value;

    private FileAnnotations(string name, string outcomes, Func<string, string> value)
    {
        Name = name;
        _outcomes = outcomes;
        _value = value;
    }

    /// <summary>GitLab, whose variables are read as they stand.</summary>
    public static FileAnnotations GitLab { get; } = new("gitlab", "junit.xml", value => value);

    /// <summary>Bitbucket, which finds test results by the folder's name, and where a script reads variables.</summary>
    public static FileAnnotations Bitbucket { get; } = new("bitbucket", "test-results/junit.xml", value => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'");

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? DiagnosticsReport => "codequality.json";

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Annotate(Diagnostic diagnostic, string? file, string? report) =>
        [new PipelineEffect.Report(DiagnosticsReport!, QualityReport.Add(report, diagnostic, file ?? Nowhere))];

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Summarise(string name, string markdown) => [new PipelineEffect.Report(name + ".md", markdown)];

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Report(IReadOnlyCollection<PipelineOutcome> outcomes) => [new PipelineEffect.Report(_outcomes, OutcomeReport.Write(outcomes))];

    /// <inheritdoc/>
    public string? OutputsReport => "release.env";

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Output(IReadOnlyCollection<PipelineOutput> outputs, string? report)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var values = outputs.Where(o => o.IsLine && o.Value.Length <= LongestValue).ToArray();
        var kept = (report ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !values.Any(o => line.StartsWith(o.Variable + "=", StringComparison.Ordinal)));
        return [new PipelineEffect.Report(OutputsReport!, string.Concat(kept.Concat(values.Select(o => $"{o.Variable}={_value(o.Value)}")).Select(line => line + "\n")))];
    }

    /// <inheritdoc/>
    public string Defuse(string line) => line;
}
