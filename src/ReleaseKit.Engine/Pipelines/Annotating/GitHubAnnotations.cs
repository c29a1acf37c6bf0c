using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>
/// Workflow commands, job summaries and outputs of GitHub Actions, and of Forgejo and Gitea, which have the same:
/// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
/// </summary>
public sealed class GitHubAnnotations(IEnvironment environment) : IAnnotationForm
{
    /// <summary>A step's summary may have 1 MiB; some of it is left to others.</summary>
    private const int LongestSummary = 900_000;

    /// <inheritdoc/>
    public string Name => "github";

    /// <inheritdoc/>
    public string? DiagnosticsReport => null;

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Annotate(Diagnostic diagnostic, string? file, string? report)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var properties = new List<string>();
        if (file is not null)
        {
            properties.Add($"file={Property(file)}");
            properties.AddRange(Place(diagnostic.Location!));
        }

        properties.Add($"title={Property(diagnostic.Code)}");
        return [new PipelineEffect.Print($"::{(diagnostic.Descriptor.Severity == DiagnosticSeverity.Error ? "error" : "warning")} {string.Join(',', properties)}::{Data(diagnostic.Message)}")];
    }

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Summarise(string name, string markdown) => environment.Get("GITHUB_STEP_SUMMARY") is { Length: > 0 } path
        ? [new PipelineEffect.Append(path, Shortened(markdown) + "\n")]
        : [];

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Report(IReadOnlyCollection<PipelineOutcome> outcomes) => [];

    /// <inheritdoc/>
    public string? OutputsReport => null;

    /// <inheritdoc/>
    public ImmutableArray<PipelineEffect> Output(IReadOnlyCollection<PipelineOutput> outputs, string? report) => environment.Get("GITHUB_OUTPUT") is { Length: > 0 } path
        ? [.. outputs.Select(o => new PipelineEffect.Append(path, Assignment(o)))]
        : [];

    /// <summary>A command begins a line (<c>::</c>), or is anywhere in it in the form of old (<c>##[</c>).</summary>
    public string Defuse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var text = line.Replace("##[", "#\u200B#[", StringComparison.Ordinal);
        return text.AsSpan().TrimStart().StartsWith("::", StringComparison.Ordinal) ? "\u200B" + text : text;
    }

    /// <summary>The delimiter is a digest of the value, which no value can contain but by a miracle.</summary>
    private static string Assignment(PipelineOutput output)
    {
        var delimiter = "end_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(output.Value)))[..32];
        return $"{output.Name}<<{delimiter}\n{output.Value}\n{delimiter}\n";
    }

    private static IEnumerable<string> Place(SourceLocation place)
    {
        (string Name, int Value)[] numbers = [("line", place.Line), ("endLine", place.EndLine), ("col", place.Column), ("endColumn", place.EndColumn)];
        return numbers.Where(n => n.Value > 0).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Name}={n.Value}"));
    }

    private static string Shortened(string markdown)
    {
        if (Encoding.UTF8.GetByteCount(markdown) <= LongestSummary)
        {
            return markdown;
        }

        // At least a third of the bytes are characters.
        var end = markdown.LastIndexOf('\n', LongestSummary / 3);
        return markdown[..Math.Max(end, 0)] + "\n\nThe rest is too long for this page; see plan.json.";
    }

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
