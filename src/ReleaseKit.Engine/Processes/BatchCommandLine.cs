using System.Text;

namespace ReleaseKit.Engine.Processes;

/// <summary>
/// The command line that makes Windows' <c>cmd.exe</c> run a batch file (<c>npm.cmd</c>) with arguments it cannot mistake
/// for commands. The rules are those of Rust's standard library after CVE-2024-24576.
/// </summary>
internal static class BatchCommandLine
{
    /// <summary>Characters, besides letters, digits and everything beyond ASCII, that need no quotes.</summary>
    private const string Plain = "#$*+-./:?@\\_";

    /// <summary>The arguments for <c>cmd.exe</c>, already quoted.</summary>
    /// <exception cref="ArgumentException">An argument holds a line break or a NUL, which no quoting can carry.</exception>
    public static string Create(string script, IReadOnlyList<string> arguments)
    {
        if (script.AsSpan().IndexOfAny('"', '%') >= 0 || script.EndsWith('\\'))
        {
            throw new ArgumentException($"A batch file cannot be started safely from the path '{script}'.", nameof(script));
        }

        var line = new StringBuilder("/e:ON /v:OFF /d /c \"\"").Append(script).Append('"');
        foreach (var argument in arguments)
        {
            Append(line.Append(' '), argument);
        }

        return line.Append('"').ToString();
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new ArgumentException("An argument for a batch file holds a line break or a NUL.", nameof(argument));
        }

        var quoted = argument.Length == 0 || argument.EndsWith('\\') || !argument.All(IsPlain);
        if (quoted)
        {
            line.Append('"');
        }

        var backslashes = 0;
        foreach (var c in argument)
        {
            if (c == '"')
            {
                line.Append('\\', backslashes).Append('"');
            }
            else if (c == '%')
            {
                // An expansion that is always empty, so that the next name cannot close a variable reference.
                line.Append("%%cd:~,");
            }

            line.Append(c);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }

        if (quoted)
        {
            line.Append('\\', backslashes).Append('"');
        }
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c > '\u007f' || Plain.Contains(c, StringComparison.Ordinal);
}
