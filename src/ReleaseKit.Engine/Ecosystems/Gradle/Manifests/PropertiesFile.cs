using System.Globalization;
using System.Text;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Manifests;

/// <summary>
/// A properties file, <c>gradle.properties</c>, read as <c>java.util.Properties</c> does: <c>=</c>, <c>:</c> or blanks behind the
/// key, comments that begin with <c>#</c> or <c>!</c>, escapes, and lines that a back slash continues.
/// </summary>
internal sealed class PropertiesFile
{
    public const string FileName = "gradle.properties";

    private readonly Dictionary<string, ScriptText> _values = new(StringComparer.Ordinal);

    private PropertiesFile(SourceText source)
    {
        Source = source;
        for (var position = source.ContentStart; position < source.Text.Length;)
        {
            position = ReadLine(position);
        }
    }

    public SourceText Source { get; }

    /// <summary>The keys with their values, in the order of the file; of a key that is given twice the last counts.</summary>
    public IReadOnlyDictionary<string, ScriptText> Values => _values;

    public static PropertiesFile Parse(SourceText source) => new(source);

    public ScriptText? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>A value as it must be written in the place of another one.</summary>
    public static string Escape(string value)
    {
        var result = new StringBuilder();
        foreach (var c in value)
        {
            result.Append(c switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\f' => "\\f",
                ' ' when result.Length == 0 => "\\ ",
                < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return result.ToString();
    }

    private int ReadLine(int position)
    {
        var text = Source.Text;
        position = SkipBlanks(position);
        if (position < text.Length && text[position] is '#' or '!')
        {
            var end = text.AsSpan(position).IndexOfAny('\n', '\r');
            return end < 0 ? text.Length : position + end + 1;
        }

        var key = new StringBuilder();
        while (position < text.Length && text[position] is not ('=' or ':' or ' ' or '\t' or '\f' or '\n' or '\r'))
        {
            position = ReadCharacter(position, key);
        }

        position = SkipBlanks(position);
        position = position < text.Length && text[position] is '=' or ':' ? SkipBlanks(position + 1) : position;
        var (start, value) = (position, new StringBuilder());
        while (position < text.Length && text[position] is not ('\n' or '\r'))
        {
            position = ReadCharacter(position, value);
        }

        if (key.Length > 0)
        {
            _values[key.ToString()] = new ScriptText(value.ToString(), Source, TextSpan.FromBounds(start, position));
        }

        return position + 1;
    }

    /// <summary>One character of a key or value, or a line end that a back slash takes away with the blanks that follow.</summary>
    private int ReadCharacter(int position, StringBuilder into)
    {
        var text = Source.Text;
        if (text[position] != '\\' || position + 1 >= text.Length)
        {
            into.Append(text[position] == '\\' ? "" : text[position].ToString());
            return position + 1;
        }

        var c = text[position + 1];
        switch (c)
        {
            case '\r' or '\n':
                return SkipBlanks(position + (c == '\r' && position + 2 < text.Length && text[position + 2] == '\n' ? 3 : 2));
            case 'u' when position + 6 <= text.Length && ushort.TryParse(text.AsSpan(position + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit):
                into.Append((char)unit);
                return position + 6;
            default:
                into.Append(c switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', _ => c });
                return position + 2;
        }
    }

    private int SkipBlanks(int position)
    {
        while (position < Source.Text.Length && Source.Text[position] is ' ' or '\t' or '\f')
        {
            position++;
        }

        return position;
    }
}
