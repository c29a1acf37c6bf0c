namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Takes the blocks of older texts up into a new entry, each below its own heading. What the entry says already is not said
/// twice.
/// </summary>
internal static class EntryMerge
{
    /// <summary>The entry with what it lacked.</summary>
    /// <param name="entry">The new entry with its heading.</param>
    /// <param name="bodies">Older texts below their headings, newest first.</param>
    /// <param name="isRollup">
    /// Whether the texts are entries of prereleases. The new entry has all of history then, so that an item with a commit
    /// which is missing there was taken back and goes; one whose words a person changed keeps those words.
    /// </param>
    public static string Into(string entry, IReadOnlyList<string> bodies, bool isRollup)
    {
        if (bodies.Count == 0)
        {
            return entry;
        }

        var known = Blocks(entry).Select(b => b.Block.Key).ToHashSet(StringComparer.Ordinal);
        var old = bodies.SelectMany(body => EntryBlocks.Read(body)).Select(b => b.Block).DistinctBy(b => (b.Section, b.Key)).ToArray();
        var matched = old.Select(b => b.Key).Where(known.Contains).ToHashSet(StringComparer.Ordinal);
        foreach (var block in old.Where(b => !known.Contains(b.Key)))
        {
            if (!isRollup)
            {
                entry = Add(entry, block);
            }
            else if (block.Commit is { } commit)
            {
                entry = Reword(entry, block, commit, matched);
            }
            else if (!block.IsDerived)
            {
                entry = Add(entry, block);
            }
        }

        return entry;
    }

    private static IEnumerable<(EntryBlock Block, int Start, int End)> Blocks(string entry)
    {
        var heading = entry.IndexOf('\n', StringComparison.Ordinal) + 1;
        return EntryBlocks.Read(entry[heading..]).Select(b => (b.Block, b.Start + heading, b.End + heading));
    }

    /// <summary>The words of a person for the one item of that commit which has none yet.</summary>
    private static string Reword(string entry, EntryBlock block, string commit, HashSet<string> matched)
    {
        var same = Blocks(entry).Where(b => b.Block.Commit == commit && !matched.Contains(b.Block.Key)).ToArray();
        if (same.Length != 1)
        {
            return entry;
        }

        matched.Add(block.Key);
        return entry[..same[0].Start] + block.Text + entry[same[0].End..];
    }

    private static string Add(string entry, EntryBlock block)
    {
        var blocks = Blocks(entry).Where(b => b.Block.Section.Equals(block.Section, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (blocks.Length > 0)
        {
            var (last, _, end) = blocks[^1];
            return entry[..end] + (last.IsItem && block.IsItem ? "\n" : "\n\n") + block.Text + entry[end..];
        }

        if (block.Section.Length == 0)
        {
            var heading = entry.IndexOf('\n', StringComparison.Ordinal) + 1;
            return $"{entry[..heading]}\n{block.Text}\n{(entry[heading..].StartsWith('\n') || entry.Length == heading ? "" : "\n")}{entry[heading..]}";
        }

        return $"{entry.TrimEnd('\n')}\n\n### {block.Section}\n\n{block.Text}\n";
    }
}
