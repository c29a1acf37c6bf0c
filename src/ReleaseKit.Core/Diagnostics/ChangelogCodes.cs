using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes of changelogs and notes.</summary>
public static class ChangelogCodes
{
    /// <summary>The user's template cannot be used.</summary>
    public static readonly DiagnosticDescriptor Template = new(
        "RK-CHANGELOG-TEMPLATE", Error, "The changelog's template fails",
        "The file that changelog_template names does not exist, is no Handlebars template, or uses a name that entries do not have.",
        "Correct the template at the line that is named; docs/changelogs.md lists the names.");

    /// <summary>Two changelogs would be one file.</summary>
    public static readonly DiagnosticDescriptor Umbrella = new(
        "RK-CHANGELOG-UMBRELLA", Error, "The umbrella changelog is a package's own",
        "The file that umbrella_changelog names is the changelog of a package that is released.",
        "Name another file, or write changelog = false into that package's releasekit.toml.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Template, Umbrella];
}
