using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Versions.Calendar;

namespace ReleaseKit.Core.Versions;

/// <summary>By what versions grow: by the changes (<c>semver</c>) or by the date (<c>calver:YYYY.MM.MICRO</c>).</summary>
/// <param name="Calendar">The format of calendar versions; null for versions that grow by their changes.</param>
public sealed record Versioning(CalendarFormat? Calendar)
{
    private const string CalendarPrefix = "calver:";
    private const string SemanticText = "semver";

    /// <summary>By the changes.</summary>
    public static Versioning Semantic { get; } = new((CalendarFormat?)null);

    /// <summary>Reads a setting; a text with a <see cref="Problem"/> is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Versioning? versioning)
    {
        versioning = Problem(text) is not null ? null
            : text == SemanticText ? Semantic
            : new Versioning(CalendarFormat.TryParse(text[CalendarPrefix.Length..], out var format) ? format : null);
        return versioning is not null;
    }

    /// <summary>What is wrong with a text as a setting; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text == SemanticText ? null
            : text.StartsWith(CalendarPrefix, StringComparison.Ordinal) ? CalendarFormat.Problem(text[CalendarPrefix.Length..])
            : "expected \"semver\" or \"calver:\" with a format such as calver:YYYY.MM.MICRO";
    }

    /// <summary>As written.</summary>
    public override string ToString() => Calendar is null ? SemanticText : CalendarPrefix + Calendar;
}
