using System.Globalization;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>Expands <c>$(Name)</c>, <c>$(Name.Method(…))</c> and <c>$([Type]::Method(…))</c> in the text of one file.</summary>
/// <param name="properties">The properties so far.</param>
/// <param name="functions">Static property functions.</param>
internal sealed class PropertyExpander(PropertyTable properties, StaticFunctions functions)
{
    /// <summary>The text with every property replaced; escapes are kept.</summary>
    public string Expand(string text, ref Doubt doubt)
    {
        var next = text.IndexOf("$(", StringComparison.Ordinal);
        if (next < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 32);
        var position = 0;
        while (next >= 0)
        {
            result.Append(text, position, next - position);
            var end = Delimiters.FindClosing(text, next + 1);
            if (end < 0)
            {
                doubt.Note($"'{text}', whose parentheses do not match");
                return result.Append(text, next, text.Length - next).ToString();
            }

            result.Append(Evaluate(text[(next + 2)..end], ref doubt));
            position = end + 1;
            next = text.IndexOf("$(", position, StringComparison.Ordinal);
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>Expands and unescapes.</summary>
    public string ExpandUnescaped(string text, ref Doubt doubt) => Escaping.Unescape(Expand(text, ref doubt));

    private string Evaluate(string body, ref Doubt doubt)
    {
        var name = LeadingName(body);
        if (name.Length == body.Length)
        {
            return properties.Value(body, ref doubt);
        }

        object? value;
        int position;
        if (body.StartsWith('['))
        {
            (value, position) = EvaluateStatic(body, ref doubt);
        }
        else if (name.Length > 0 && body[name.Length] is '.' or '[')
        {
            (value, position) = (Escaping.Unescape(properties.Value(name, ref doubt)), name.Length);
        }
        else
        {
            // MSBuild reads a name with blanks as a property that does not exist.
            doubt.Note(body.Contains(':', StringComparison.Ordinal) ? $"$({body})" : null);
            return "";
        }

        while (position >= 0 && position < body.Length && doubt.Reason is null)
        {
            (value, position) = EvaluateMember(value, body, position, ref doubt);
        }

        return Format(value);
    }

    private (object? Value, int Position) EvaluateStatic(string body, ref Doubt doubt)
    {
        var close = body.IndexOf("]::", StringComparison.Ordinal);
        var member = close < 0 ? "" : LeadingName(body[(close + 3)..]);
        if (member.Length == 0)
        {
            doubt.Note($"$({body})");
            return (null, -1);
        }

        var position = close + 3 + member.Length;
        var arguments = ReadArguments(body, ref position, ref doubt);
        var value = functions.Call(body[1..close].Trim(), member, arguments, ref doubt);
        return (value, position);
    }

    private (object? Value, int Position) EvaluateMember(object? receiver, string body, int position, ref Doubt doubt)
    {
        if (body[position] == '[')
        {
            var close = body.IndexOf(']', position);
            var index = close < 0 ? "" : body[(position + 1)..close];
            return (StringMethods.Index(receiver, index, ref doubt), close < 0 ? -1 : close + 1);
        }

        var member = body[position] == '.' ? LeadingName(body[(position + 1)..]) : "";
        if (member.Length == 0)
        {
            doubt.Note($"$({body})");
            return (receiver, -1);
        }

        position += 1 + member.Length;
        var arguments = ReadArguments(body, ref position, ref doubt);
        return (StringMethods.Call(receiver, member, arguments, ref doubt), position);
    }

    /// <summary>Null when there is no argument list, which makes the member a property.</summary>
    private string[]? ReadArguments(string body, ref int position, ref Doubt doubt)
    {
        if (position >= body.Length || body[position] != '(')
        {
            return null;
        }

        var close = Delimiters.FindClosing(body, position);
        if (close < 0)
        {
            doubt.Note($"$({body})");
            position = -1;
            return [];
        }

        var arguments = new List<string>();
        foreach (var argument in Delimiters.SplitArguments(body[(position + 1)..close]))
        {
            arguments.Add(ExpandUnescaped(argument, ref doubt));
        }

        position = close + 1;
        return [.. arguments];
    }

    private static string LeadingName(string text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '-'))
        {
            length++;
        }

        return text[..length];
    }

    private static string Format(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "True" : "False",
        string[] parts => string.Join(';', parts),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
