using System.Globalization;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>The members of <see cref="string"/> that property functions may call on a value.</summary>
internal static class StringMethods
{
    /// <summary>Calls a member; <paramref name="arguments"/> is null for a property. What is not known here becomes a doubt.</summary>
    public static object? Call(object? receiver, string member, string[]? arguments, ref Doubt doubt)
    {
        if (receiver is string[] parts && arguments is null && Is(member, "Length"))
        {
            return parts.Length;
        }

        if (receiver is string text)
        {
            if (arguments is null && Is(member, "Length"))
            {
                return text.Length;
            }

            if (arguments is not null && Method(text, member.ToUpperInvariant(), arguments) is { } result)
            {
                return result;
            }
        }
        else if (receiver is DirectoryInfo folder && arguments is null && Folder(folder, member.ToUpperInvariant()) is { } part)
        {
            return part;
        }
        else if (arguments is { Length: 0 } && Is(member, "ToString"))
        {
            return Convert.ToString(receiver, CultureInfo.InvariantCulture);
        }

        doubt.Note($"the property function .{member}");
        return "";
    }

    /// <summary>What <c>[System.IO.Directory]::GetParent</c> gives.</summary>
    private static object? Folder(DirectoryInfo folder, string member) => member switch
    {
        "PARENT" => folder.Parent,
        "FULLNAME" => folder.FullName,
        "NAME" => folder.Name,
        _ => null,
    };

    /// <summary>One element of an array, or one character of a string.</summary>
    public static object Index(object? receiver, string index, ref Doubt doubt)
    {
        if (int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i))
        {
            switch (receiver)
            {
                case string[] parts when i < parts.Length:
                    return parts[i];
                case string text when i < text.Length:
                    return text[i].ToString();
                default:
                    break;
            }
        }

        doubt.Note($"the index [{index}]");
        return "";
    }

    private static object? Method(string text, string member, string[] arguments) => (member, arguments) switch
    {
        ("STARTSWITH", [var value]) => text.StartsWith(value, StringComparison.Ordinal),
        ("ENDSWITH", [var value]) => text.EndsWith(value, StringComparison.Ordinal),
        ("CONTAINS", [var value]) => text.Contains(value, StringComparison.Ordinal),
        ("EQUALS", [var value]) => string.Equals(text, value, StringComparison.Ordinal),
        ("INDEXOF", [var value]) => text.IndexOf(value, StringComparison.Ordinal),
        ("LASTINDEXOF", [var value]) => text.LastIndexOf(value, StringComparison.Ordinal),
        ("REPLACE", [{ Length: > 0 } from, var to]) => text.Replace(from, to, StringComparison.Ordinal),
        ("TOLOWER" or "TOLOWERINVARIANT", []) => text.ToLowerInvariant(),
        ("TOUPPER" or "TOUPPERINVARIANT", []) => text.ToUpperInvariant(),
        ("TOSTRING", []) => text,
        ("TRIM", []) => text.Trim(),
        ("TRIM", [var characters]) => text.Trim(characters.ToCharArray()),
        ("TRIMSTART", []) => text.TrimStart(),
        ("TRIMSTART", [var characters]) => text.TrimStart(characters.ToCharArray()),
        ("TRIMEND", []) => text.TrimEnd(),
        ("TRIMEND", [var characters]) => text.TrimEnd(characters.ToCharArray()),
        ("SPLIT", [{ Length: > 0 } characters]) => text.Split(characters.ToCharArray()),
        ("SUBSTRING", [var start]) when Number(start) is { } from && from <= text.Length => text[from..],
        ("SUBSTRING", [var start, var length]) when Number(start) is { } from && Number(length) is { } count && from + count <= text.Length =>
            text.Substring(from, count),
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Is(string member, string name) => string.Equals(member, name, StringComparison.OrdinalIgnoreCase);
}
