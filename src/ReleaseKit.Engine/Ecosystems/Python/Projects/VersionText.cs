using System.Text.RegularExpressions;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>
/// Finds a known version in a file that is not a manifest: a module, a text file. Edits are computed from the file alone,
/// without the pattern that the manifest gives for reading it; discovery makes sure that both find the same place.
/// </summary>
internal static partial class VersionText
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A place that is a version without doubt: the whole file, or the value of <c>__version__</c>, <c>VERSION</c>,
    /// <c>version</c>, or else of another name with "version" in it.
    /// </summary>
    public static TextSpan? FindCertain(SourceText file, string version)
    {
        var content = file.Text.AsSpan(file.ContentStart).Trim();
        if (content.SequenceEqual(version))
        {
            return new TextSpan(file.Text.IndexOf(version, StringComparison.Ordinal), version.Length);
        }

        return FindAssigned(file.Text, "__version__|VERSION", version) ?? FindAssigned(file.Text, @"\w*version\w*", version);
    }

    /// <summary>The only place where the version stands by itself; null when there is none, or more than one.</summary>
    public static TextSpan? FindOnly(SourceText file, string version)
    {
        var matches = Regex.Matches(
            file.Text, $@"(?<![\w.!+-])v?(?<version>{Regex.Escape(version)})(?![\w!+-]|\.\w)", RegexOptions.CultureInvariant, Limit);
        return matches.Count == 1 ? SpanOf(matches[0].Groups["version"]) : null;
    }

    /// <summary>The place that an edit would replace.</summary>
    public static TextSpan? Find(SourceText file, string version) => FindCertain(file, version) ?? FindOnly(file, version);

    /// <summary>Why the place that was found cannot be the one to change, for people; null when it can.</summary>
    public static string? Doubt(SourceText file, TextSpan? span)
    {
        if (span is not { Length: > 0 } found)
        {
            return $"no version was found in {file.Path}; correct what leads there, or write the version there.";
        }

        var version = file.Text.Substring(found.Start, found.Length);
        return Find(file, version) == found ? null : $"{file.Path} holds '{version}' more than once, so that the one to change cannot be told; name it __version__ or VERSION.";
    }

    /// <summary>The only line of a file that holds nothing else.</summary>
    public static TextSpan? Whole(SourceText file)
    {
        var content = file.Text.AsSpan(file.ContentStart);
        var trimmed = content.Trim();
        return trimmed.Length == 0 || trimmed.Contains('\n') ? null : new TextSpan(file.ContentStart + content.IndexOf(trimmed), trimmed.Length);
    }

    /// <summary>The place of the group in the text, though Python's text files, and so the pattern, know only <c>\n</c>.</summary>
    public static TextSpan? Match(SourceText file, Regex expression, int group)
    {
        var start = file.ContentStart;
        var match = expression.Match(file.Text[start..].Replace("\r\n", "\n", StringComparison.Ordinal));
        var found = match.Groups[group];
        if (!match.Success || !found.Success || found.ValueSpan.Contains('\n'))
        {
            return null;
        }

        var offset = start;
        for (var normal = 0; normal < found.Index; normal++, offset++)
        {
            offset += file.Text[offset] == '\r' && offset + 1 < file.Text.Length && file.Text[offset + 1] == '\n' ? 1 : 0;
        }

        return new TextSpan(offset, found.Length);
    }

    /// <summary>The place and value of an attribute that is assigned a string, as setuptools' static reading finds it.</summary>
    public static TextSpan? MatchAttribute(SourceText file, string attribute)
    {
        var match = Regex.Match(
            file.Text, AssignmentTo(Regex.Escape(attribute), """(?<version>[^'"\\\r\n]+)"""), RegexOptions.Multiline | RegexOptions.CultureInvariant, Limit);
        return match.Success ? SpanOf(match.Groups["version"]) : null;
    }

    private static TextSpan? FindAssigned(string text, string names, string version)
    {
        var match = Regex.Match(
            text,
            AssignmentTo($"(?:{names})", $"v?(?<version>{Regex.Escape(version)})"),
            RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            Limit);
        return match.Success ? SpanOf(match.Groups["version"]) : null;
    }

    /// <summary><c>name = "value"</c>, with an annotation or as one of several names (<c>__version__ = version = "1"</c>).</summary>
    private static string AssignmentTo(string name, string value) =>
        $"""^\uFEFF?(?:\w+[ \t]*=[ \t]*)*?{name}[ \t]*(?::[^=\r\n]*)?=[ \t]*(?:\w+[ \t]*=[ \t]*)*(?<quote>['"]){value}\k<quote>""";

    private static TextSpan SpanOf(Group group) => new(group.Index, group.Length);
}
