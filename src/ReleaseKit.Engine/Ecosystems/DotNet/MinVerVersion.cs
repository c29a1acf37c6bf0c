using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// A version that MinVer takes from tags (github.com/adamralph/minver): <c>MinVerTagPrefix</c> and the version. Projects with one
/// prefix have the same tags, and so one version.
/// </summary>
/// <param name="Prefix">What stands before the version in tags; empty for nothing.</param>
/// <param name="Minimum">The numbers of <c>MinVerMinimumMajorMinor</c>; null for none.</param>
internal sealed record MinVerVersion(string Prefix, string? Minimum)
{
    /// <summary>The package's name.</summary>
    public const string Package = "MinVer";

    private const string Initial = "0.1.0";

    /// <summary>The version of a first release.</summary>
    public string First => Minimum is null ? Initial : $"{Minimum}.0";

    /// <summary>Where versions come from.</summary>
    public TagVersioning Tagging => new(Prefix + "{version}", Minimum is null ? null : $"[{Minimum}.0-0, )");

    /// <summary>What a project asks of MinVer; null when it does not use it, or uses it in a way that no tag can follow.</summary>
    public static MinVerVersion? Of(EvaluatedProject project)
    {
        var isUsed = project.PackageReferences.Any(reference => reference.Include.Equals(Package, StringComparison.OrdinalIgnoreCase));
        var prefix = project["MinVerTagPrefix"].Value.Trim();
        var minimum = project["MinVerMinimumMajorMinor"].Value.Trim();
        return !isUsed || prefix.AsSpan().IndexOfAny('{', '}') >= 0 ? null
            : new MinVerVersion(prefix, NuGetVersionScheme.TryParse($"{minimum}.0") is null ? null : minimum);
    }

    /// <summary>Whether the project has MinVer and tells it to do nothing.</summary>
    public static bool IsSkipped(EvaluatedProject project) => project.IsTrue("MinVerSkip");
}
