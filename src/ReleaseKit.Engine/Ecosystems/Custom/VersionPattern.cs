using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>A regular expression whose first group, or the one named <c>version</c>, is the version in a file.</summary>
public sealed class VersionPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly Regex _regex;

    private VersionPattern(Regex regex) => _regex = regex;

    /// <summary>
    /// The first line that is a version of three numbers, alone or behind <c>version:</c> or <c>version =</c>, in quotes or
    /// without: as in <c>Chart.yaml</c>, in TOML, in JSON, and in a file that holds nothing else.
    /// </summary>
    public static VersionPattern Default { get; } = new(new Regex(
        """^[ \t]*(?:["']?version["']?[ \t]*[:=][ \t]*)?["']?(?<version>\d+\.\d+\.\d+[0-9A-Za-z.+-]*)["']?[ \t]*(?:,|#.*)?\r?$""",
        RegexOptions.Multiline | RegexOptions.CultureInvariant, Limit));

    /// <summary>Reads a pattern, in which <c>^</c> and <c>$</c> are the ends of a line.</summary>
    /// <returns>The pattern, or what is wrong with it.</returns>
    public static (VersionPattern? Pattern, string? Problem) Read(string text)
    {
        try
        {
            var regex = new Regex(text, RegexOptions.Multiline | RegexOptions.CultureInvariant, Limit);
            return regex.GetGroupNumbers().Length > 1 ? (new VersionPattern(regex), null) : (null, "it has no group in parentheses around the version");
        }
        catch (ArgumentException e)
        {
            return (null, e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Where the version stands; null when nothing matches.</summary>
    /// <exception cref="ReleaseException"><c>RK-CUSTOM-VERSION</c>: looking for it takes too long.</exception>
    public TextSpan? Find(SourceText file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var match = _regex.Match(file.Text);
            var group = match.Groups["version"] is { Success: true } named ? named : match.Groups[1];
            return match.Success && group.Success ? new TextSpan(group.Index, group.Length) : null;
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new ReleaseException(CustomCodes.Version.At(
                new SourceLocation(file.Path), $"VersionPattern '{_regex}' takes more than {Limit.TotalSeconds:0} s on {file.Path}. Write it without nested repetitions."), e);
        }
    }
}
