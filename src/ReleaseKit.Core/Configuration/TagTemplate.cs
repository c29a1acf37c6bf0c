using System.Buffers;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Configuration;

/// <summary>Forms of tags: text with <c>{name}</c>, <c>{version}</c>, <c>{ecosystem}</c> and <c>{directory}</c> in it.</summary>
public static class TagTemplate
{
    private static readonly SearchValues<char> NotInRefs = SearchValues.Create(" ~^:?*[\\");

    /// <summary>What is wrong with a form; null when nothing is. Git's rules for names of tags hold for its literal parts.</summary>
    public static string? Problem(string format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (!format.Contains("{version}", StringComparison.Ordinal))
        {
            return "expected {version} in the tag's form, such as \"{name}-v{version}\"";
        }

        var sample = Fill(format, "n", "1", "e", "d");
        if (sample.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            return "the only placeholders of a tag's form are {name}, {version}, {ecosystem} and {directory}";
        }

        var isRef = sample[0] is not ('-' or '/' or '.') && sample[^1] is not ('/' or '.') &&
            sample.AsSpan().IndexOfAny(NotInRefs) < 0 && !sample.Any(char.IsControl) &&
            !sample.Contains("..", StringComparison.Ordinal) && !sample.Contains("//", StringComparison.Ordinal) &&
            !sample.Contains("@{", StringComparison.Ordinal) && !sample.Contains("/.", StringComparison.Ordinal) &&
            !sample.Split('/').Any(part => part.EndsWith(".lock", StringComparison.Ordinal));
        return isRef ? null : $"tags of the form \"{format}\" would not be valid names in git";
    }

    /// <summary>The tag of a package at a version. A package in the root has no directory, nor the slash after it.</summary>
    public static string Render(string format, Package package, string version)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(package);
        var form = package.Directory.IsRoot ? format.Replace("{directory}/", "", StringComparison.Ordinal) : format;
        return Fill(form, package.Id.Name, version, package.Id.Ecosystem, package.Directory.Value);
    }

    /// <summary>Fills all placeholders in one pass, so that what is put in is never taken for a placeholder.</summary>
    private static string Fill(string format, string name, string version, string ecosystem, string directory)
    {
        var result = new System.Text.StringBuilder();
        for (var position = 0; position < format.Length;)
        {
            var close = format[position] == '{' ? format.IndexOf('}', position) : -1;
            var value = close < 0 ? null : format[(position + 1)..close] switch
            {
                "name" => name,
                "version" => version,
                "ecosystem" => ecosystem,
                "directory" => directory,
                _ => null,
            };
            result.Append(value ?? format[position].ToString());
            position = value is null ? position + 1 : close + 1;
        }

        return result.ToString();
    }
}
