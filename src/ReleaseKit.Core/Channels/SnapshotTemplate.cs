using System.Diagnostics.CodeAnalysis;
using System.Text;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Channels;

/// <summary>
/// How versions of snapshots are made: <c>{version}</c> or <c>{next}</c>, a hyphen, then text with <c>{channel}</c>,
/// <c>{commit}</c> (10 digits), <c>{timestamp}</c> (seconds since 1970), <c>{datetime}</c> (<c>yyyyMMddHHmmss</c>) and
/// <c>{date}</c> (<c>yyyyMMdd</c>), both in UTC.
/// </summary>
public sealed class SnapshotTemplate
{
    private const string Version = "version";
    private const string Next = "next";
    private const string CommitName = "commit";
    private const int CommitLength = 10;
    private static readonly string[] Times = ["timestamp", "datetime", "date"];
    private static readonly string[] Placeholders = [Version, Next, "channel", CommitName, .. Times];

    private SnapshotTemplate(string text) => Text = text;

    /// <summary>The version of a development build, <c>{version}-dev.{timestamp}</c>.</summary>
    public static SnapshotTemplate Default { get; } = new("{version}-dev.{timestamp}");

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Reads a template; a text with a <see cref="Problem"/> is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SnapshotTemplate? template)
    {
        template = Problem(text) is null ? new SnapshotTemplate(text) : null;
        return template is not null;
    }

    /// <summary>What is wrong with a text as a template; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (head, rest) = Split(text);
        if (head is not (Version or Next) || !rest.StartsWith('-'))
        {
            return "expected {version} or {next}, then a hyphen, as in {version}-dev.{timestamp}";
        }

        var names = new List<string>();
        if (Fill(rest, name => Note(names, name)) is not { } sample)
        {
            return "a brace has no partner";
        }

        return names.Find(name => !Placeholders.Contains(name, StringComparer.Ordinal)) is { } unknown
                ? $"{{{DisplayText.Line(unknown)}}} is no placeholder.{NearestName.Question(unknown, Placeholders)} Known are {{{string.Join("}, {", Placeholders)}}}"
            : names.Exists(name => name is Version or Next) ? "{version} and {next} can only stand at the beginning"
            : !names.Exists(name => name == CommitName || Times.Contains(name, StringComparer.Ordinal)) ? "every snapshot would have the same version; add {timestamp}, {datetime}, {date} or {commit}"
            : !SemanticVersion.TryParse("1.0.0" + sample, out _) ? $"it gives versions such as '{DisplayText.Line("1.0.0" + sample)}', which are none"
            : null;
    }

    /// <summary>The version of a snapshot; null when the scheme cannot write it, as PEP 440 cannot without a point in time.</summary>
    public string? Render(IVersionScheme scheme, SnapshotValues values)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(values);
        var (head, rest) = Split(Text);
        string? number = null;
        var suffix = Fill(rest, name =>
        {
            var value = Value(name, values);
            number ??= Times.Contains(name, StringComparer.Ordinal) ? value : null;
            return value;
        });
        return scheme.Snapshot(head == Next ? values.Next : values.Version, suffix!, number);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static (string Head, string Tail) Split(string text)
    {
        var end = text.IndexOf('}', StringComparison.Ordinal);
        return text.StartsWith('{') && end > 0 ? (text[1..end], text[(end + 1)..]) : ("", text);
    }

    /// <summary>The text with its placeholders replaced; null when braces do not match.</summary>
    private static string? Fill(string text, Func<string, string> valueOf)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (text[i] is '{' or '}' && end < 0)
            {
                return null;
            }

            _ = end < 0 ? result.Append(text[i]) : result.Append(valueOf(text[(i + 1)..end]));
            i = end < 0 ? i : end;
        }

        return result.ToString();
    }

    private static string Note(List<string> names, string name)
    {
        names.Add(name);
        return Value(name, new SnapshotValues("", "", Channel.Dev, "abcdef0123456789", DateTimeOffset.UnixEpoch));
    }

    private static string Value(string name, SnapshotValues values) => name switch
    {
        "channel" => values.Channel,
        CommitName => Abbreviated(values.Commit),
        "timestamp" => values.Time.ToUnixTimeSeconds().ToString(),
        "datetime" => values.Time.UtcDateTime.ToString("yyyyMMddHHmmss"),
        "date" => values.Time.UtcDateTime.ToString("yyyyMMdd"),
        _ => "",
    };

    /// <summary>SemVer reads digits alone as a number, which must not begin with 0; git describe's letter makes them a word.</summary>
    private static string Abbreviated(string commit)
    {
        var text = commit[..Math.Min(CommitLength, commit.Length)];
        return text.StartsWith('0') && text.All(char.IsAsciiDigit) ? "g" + text : text;
    }
}
