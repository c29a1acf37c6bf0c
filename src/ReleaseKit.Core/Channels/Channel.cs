using System.Diagnostics.CodeAnalysis;

namespace ReleaseKit.Core.Channels;

/// <summary>
/// What a release is for: <c>stable</c>; a line of prereleases, named by its label (<c>alpha</c>, <c>beta</c>, <c>rc</c>,
/// <c>next</c> …); or the maintenance of an older line of stable versions (<c>1.x</c>, <c>1.2.x</c>).
/// </summary>
public sealed record Channel
{
    /// <summary>The channel whose versions follow a release instead of preceding one; PEP 440 alone has it.</summary>
    public const string Post = "post";

    /// <summary>The channel of development builds, as which PEP 440 writes every channel it has no letters for.</summary>
    public const string Dev = "dev";

    private const int MaxLength = 40;

    private Channel(string text, MaintenanceLine? line) => (Text, Line) = (text, line);

    /// <summary>Stable releases.</summary>
    public static Channel Stable { get; } = new("stable", null);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The line that releases must stay in; null when there is no such limit.</summary>
    public MaintenanceLine? Line { get; }

    /// <summary>The label of a line of prereleases; null for stable versions.</summary>
    public string? Label => Line is null && Text != Stable.Text ? Text : null;

    /// <summary>Reads a channel; a text with a <see cref="Problem"/> is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Channel? channel)
    {
        channel = Problem(text) is not null ? null : text == Stable.Text ? Stable : new Channel(text, MaintenanceLine.TryParse(text, out var line) ? line : null);
        return channel is not null;
    }

    /// <summary>What is wrong with a text as a channel; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text == Stable.Text || MaintenanceLine.TryParse(text, out _) ? null : LabelProblem(text);
    }

    /// <summary>
    /// What is wrong with the label of a prerelease line; null when nothing is. It becomes an identifier of a version and a
    /// dist-tag of npm, which refuses what it could take for a range.
    /// </summary>
    internal static string? LabelProblem(string label) =>
        label is "stable" or "latest" ? $"'{label}' is not a label of prereleases"
        : label.Length is 0 or > MaxLength || !char.IsAsciiLetterLower(label[0]) || !label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? $"expected stable, a line such as 1.x, or a label of at most {MaxLength} lower-case letters, digits and hyphens that begins with a letter"
        : label[0] is 'x' && (label.Length == 1 || label[1] == '-') || (label[0] == 'v' && (label.Length == 1 || char.IsAsciiDigit(label[1]) || label[1] is 'x' or '-'))
            ? $"'{label}' could be taken for a range of versions; use a word such as beta"
        : null;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
