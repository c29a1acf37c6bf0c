namespace ReleaseKit.Core.Tags;

/// <summary>What git accepts as the name of a tag (git-check-ref-format).</summary>
public static class TagName
{
    /// <summary>Whether git accepts the name; a leading hyphen, which commands would take for an option, is refused as well.</summary>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && name != "@" && name[0] != '-' && name[^1] != '.' &&
            !name.Contains("..", StringComparison.Ordinal) && !name.Contains("@{", StringComparison.Ordinal) &&
            !name.Any(IsForbidden) && name.Split('/').All(IsComponent);
    }

    /// <summary>The text with every character that git refuses replaced by a hyphen: Maven's <c>group:artifact</c> is no part of a tag.</summary>
    internal static string Cleaned(string text) => text.Any(IsForbidden) ? string.Concat(text.Select(c => IsForbidden(c) ? '-' : c)) : text;

    private static bool IsForbidden(char c) => c is <= ' ' or '\u007F' or '~' or '^' or ':' or '?' or '*' or '[' or '\\';

    private static bool IsComponent(string component) =>
        component.Length > 0 && component[0] != '.' && !component.EndsWith(".lock", StringComparison.Ordinal);
}
