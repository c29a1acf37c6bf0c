using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Explaining;

/// <summary>The names that <c>ReleaseFormat</c> has for the targets that print something.</summary>
public static class FormatNames
{
    /// <summary>The forms of plans and explanations.</summary>
    public static IReadOnlyDictionary<string, ReportFormat> Reports { get; } = new Dictionary<string, ReportFormat>(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = ReportFormat.Text,
        ["json"] = ReportFormat.Json,
        ["csv"] = ReportFormat.Csv,
        ["markdown"] = ReportFormat.Markdown,
    };

    /// <summary>The forms of plans: those of <see cref="Reports"/>, and a job graph for a CI service, which is JSON or YAML of its own.</summary>
    public static IReadOnlyDictionary<string, ReportFormat> Plans { get; } = new Dictionary<string, ReportFormat>(Reports, StringComparer.OrdinalIgnoreCase)
    {
        ["github-matrix"] = ReportFormat.Json,
        ["gitlab-dag"] = ReportFormat.Json,
        ["azure-dag"] = ReportFormat.Json,
    };

    /// <summary>The format that a name stands for.</summary>
    /// <param name="target">The target that prints, for the message.</param>
    /// <param name="name">The name.</param>
    /// <param name="formats">What the target has.</param>
    /// <exception cref="ReleaseException"><c>RK-PLAN-FORMAT</c> with what there is.</exception>
    public static T Parse<T>(string target, string name, IReadOnlyDictionary<string, T> formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        return formats.TryGetValue(name, out var format) ? format : throw new ReleaseException(PlanCodes.Format.Create(
            $"ReleaseFormat is '{DisplayText.Line(name)}', which {target} cannot print.{NearestName.Question(name, formats.Keys)} It has {string.Join(", ", formats.Keys)}."));
    }
}
