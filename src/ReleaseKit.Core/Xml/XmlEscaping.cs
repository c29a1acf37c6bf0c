using System.Text;
using System.Xml;

namespace ReleaseKit.Core.Xml;

/// <summary>Writes text so that an XML reader gives exactly that text back.</summary>
internal static class XmlEscaping
{
    /// <summary>Text between tags; line feeds are written as the file's line ending.</summary>
    public static string Text(string value, string newLine)
    {
        RequireCharacters(value);
        var result = new StringBuilder(value.Length + 8);
        foreach (var character in value)
        {
            _ = character switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '\r' => result.Append("&#xD;"),
                '\n' => result.Append(newLine),
                _ => result.Append(character),
            };
        }

        return result.ToString();
    }

    /// <summary>The inside of a CDATA section; what cannot stand there is put between two sections.</summary>
    public static string CData(string value, string newLine)
    {
        RequireCharacters(value);
        return value
            .Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)
            .Replace("\r", "]]>&#xD;<![CDATA[", StringComparison.Ordinal)
            .Replace("\n", newLine, StringComparison.Ordinal);
    }

    /// <summary>An attribute's value; white space other than blanks becomes references, since readers turn it into blanks.</summary>
    public static string Attribute(string value, char quote)
    {
        RequireCharacters(value);
        var result = new StringBuilder(value.Length + 8);
        foreach (var character in value)
        {
            _ = character switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '"' when quote == '"' => result.Append("&quot;"),
                '\'' when quote == '\'' => result.Append("&apos;"),
                '\t' => result.Append("&#x9;"),
                '\n' => result.Append("&#xA;"),
                '\r' => result.Append("&#xD;"),
                _ => result.Append(character),
            };
        }

        return result.ToString();
    }

    /// <summary>The text that a well-formed piece of text or CDATA stands for.</summary>
    public static string Read(ReadOnlySpan<char> written, bool isCData)
    {
        if (written.IndexOfAny('&', '\r') < 0)
        {
            return written.ToString();
        }

        var element = isCData ? $"<a><![CDATA[{written}]]></a>" : $"<a>{written}</a>";
        using var reader = XmlReader.Create(new StringReader(element));
        reader.MoveToContent();
        return reader.ReadElementContentAsString();
    }

    private static void RequireCharacters(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(value[i]))
            {
                throw new ArgumentException($"The text holds U+{(int)value[i]:X4}, which XML cannot hold.", nameof(value));
            }
        }
    }
}
