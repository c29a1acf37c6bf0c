using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>The settings of an <c>.npmrc</c> file, one a line; sections and comments are passed over.</summary>
internal static class Npmrc
{
    public const string FileName = ".npmrc";

    /// <summary>The settings in the order written; quotes around a value are taken off.</summary>
    public static ImmutableArray<(string Key, string Value, string Line)> Read(string text)
    {
        var settings = ImmutableArray.CreateBuilder<(string, string, string)>();
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is ';' or '#' or '[')
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var key = (equals < 0 ? line : line[..equals]).Trim();
            var value = equals < 0 ? "true" : line[(equals + 1)..].Trim();
            settings.Add((key, Unquote(value), line));
        }

        return settings.ToImmutable();
    }

    /// <summary>The last value of a key; null when it is not set.</summary>
    public static string? Find(string text, string key) =>
        Read(text).LastOrDefault(s => s.Key == key).Value;

    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] == value[^1] && value[0] is '"' or '\'' ? value[1..^1] : value;
}
