using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>One line of an entry's <c>dependencies</c> or <c>peerDependencies</c>.</summary>
/// <param name="Block">Which of them.</param>
/// <param name="Name">The name.</param>
/// <param name="Range">The range, quotes removed.</param>
/// <param name="Span">Where the range is written, quotes included.</param>
internal sealed record YarnLockRange(string Block, string Name, string Range, TextSpan Span);

/// <summary>One entry of a <c>yarn.lock</c> of Yarn 2 and later.</summary>
/// <param name="Descriptors">The descriptors that it answers.</param>
/// <param name="KeySpan">Where they are written, quotes included.</param>
internal sealed record YarnLockEntry(IReadOnlyList<string> Descriptors, TextSpan KeySpan)
{
    /// <summary>What they come to: <c>name@workspace:folder</c> for a member.</summary>
    public string Resolution { get; set; } = "";

    /// <summary>What it needs.</summary>
    public List<YarnLockRange> Ranges { get; } = [];

    /// <summary>Whether it is the member of that name.</summary>
    public bool IsMember(string name) => Resolution.StartsWith($"{name}@workspace:", StringComparison.Ordinal);

    /// <summary>The entries of a file, in its order; none for one of Yarn 1, which has no members.</summary>
    public static List<YarnLockEntry> Read(SourceText file)
    {
        var entries = new List<YarnLockEntry>();
        var block = "";
        for (int at = file.ContentStart, next; at < file.Text.Length; at = next)
        {
            var end = file.Text.IndexOf('\n', at);
            next = end < 0 ? file.Text.Length : end + 1;
            var line = file.Text.AsSpan(at, (end < 0 ? file.Text.Length : end) - at).TrimEnd();
            var indentation = line.Length - line.TrimStart().Length;
            if (line.IsEmpty || line[indentation] == '#')
            {
                continue;
            }

            if (indentation == 0)
            {
                AddEntry(file, line, at, entries);
            }
            else if (entries.Count > 0 && Split(line, at, indentation) is var (key, value, span))
            {
                block = indentation == 2 ? key : block;
                entries[^1].Take(block, indentation, key, value, span);
            }
        }

        return entries;
    }

    private void Take(string block, int indentation, string key, string value, TextSpan span)
    {
        if (indentation == 2 && key == "resolution")
        {
            Resolution = value;
        }
        else if (indentation == 4 && block is "dependencies" or "peerDependencies")
        {
            Ranges.Add(new YarnLockRange(block, key, value, span));
        }
    }

    /// <summary>A key on one line, or a long one after a question mark.</summary>
    private static void AddEntry(SourceText file, ReadOnlySpan<char> line, int at, List<YarnLockEntry> entries)
    {
        var start = line.StartsWith("? ") ? 2 : 0;
        var end = line.EndsWith(":") ? line.Length - 1 : line.Length;
        if (end > start)
        {
            var span = new TextSpan(at + start, end - start);
            entries.Add(new YarnLockEntry(Unquote(file.Text.AsSpan(span.Start, span.Length)).Split(", "), span));
        }
    }

    private static (string Key, string Value, TextSpan Span)? Split(ReadOnlySpan<char> line, int at, int indentation)
    {
        var rest = line[indentation..];
        var keyEnd = rest[0] == '"' ? rest[1..].IndexOf('"') + 2 : rest.IndexOf(':');
        if (keyEnd <= 0 || keyEnd >= rest.Length || rest[keyEnd] != ':')
        {
            return null;
        }

        var blank = rest[(keyEnd + 1)..].Length - rest[(keyEnd + 1)..].TrimStart().Length;
        var valueStart = indentation + keyEnd + 1 + blank;
        return (Unquote(rest[..keyEnd]), Unquote(line[valueStart..]), TextSpan.FromBounds(at + valueStart, at + line.Length));
    }

    private static string Unquote(ReadOnlySpan<char> text) => text is ['"', .. var inner, '"'] ? inner.ToString() : text.ToString();
}
