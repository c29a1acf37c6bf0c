using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Processes;

/// <summary>How a command is shown to people: quoted where a shell would need it, and short.</summary>
internal static class CommandText
{
    private const int LongestArgument = 200;
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(" \t\"'$`;&|<>()*?");
    private static readonly string[] ExecutableExtensions = [".exe", ".cmd", ".bat", ".com"];

    /// <summary>The executable's name and its arguments on one line.</summary>
    public static string Render(string fileName, ImmutableArray<string> arguments) =>
        string.Join(' ', arguments.Prepend(Name(fileName)).Select(Quote));

    /// <summary>Without the user names and passwords of addresses, which git and others repeat in their messages.</summary>
    public static string WithoutUserInfo(string line) =>
        line.Contains("://", StringComparison.Ordinal) ? Regex.Replace(line, "://[^/\\s@'\"]+@", $"://{Redactor.Mask}@") : line;

    /// <summary>Without terminal escapes and other control characters, for a line of a message.</summary>
    public static string Printable(string line)
    {
        var text = Regex.Replace(line, "\u001b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?)", "");
        return DisplayText.Line(new string([.. text.Where(c => c is '\t' || !char.IsControl(c))]));
    }

    private static string Name(string fileName)
    {
        var name = Path.GetFileName(fileName);
        return ExecutableExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(name) : name;
    }

    private static string Quote(string argument)
    {
        var text = Printable(argument.ReplaceLineEndings("\\n"));
        text = text.Length > LongestArgument ? $"{text[..LongestArgument]}…" : text;
        return text.Length > 0 && text.AsSpan().IndexOfAny(NeedsQuotes) < 0 ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
