namespace ReleaseKit.Engine.Forges;

/// <summary>Texts as forges keep them.</summary>
internal static class ForgeText
{
    /// <summary>A link definition that no forge shows: it tells our comments from those of others.</summary>
    public const string Mark = "[//]: # (releasekit)";

    /// <summary>With lines that end in a line feed and nothing after the last: forges change both.</summary>
    public static string Normalize(string? text) => (text ?? "").ReplaceLineEndings("\n").TrimEnd();

    /// <summary>Whether two texts say the same.</summary>
    public static bool Same(string? one, string? other) => Normalize(one) == Normalize(other);

    /// <summary>A comment that can be told to be ours.</summary>
    public static string Ours(string comment) => $"{Normalize(comment)}\n\n{Mark}";

    /// <summary>Whether the last of our comments says that.</summary>
    /// <param name="comments">All comments, oldest first.</param>
    /// <param name="comment">The comment.</param>
    public static bool IsLastOfOurs(IEnumerable<string?> comments, string comment) =>
        comments.Select(Normalize).LastOrDefault(text => text.EndsWith(Mark, StringComparison.Ordinal)) == Ours(comment);

    /// <summary>The beginning of a text, cut between characters.</summary>
    public static string Shorten(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";

    /// <summary>A name or a path as one segment of an address.</summary>
    public static string Segment(string name) => Uri.EscapeDataString(name);
}
