using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Locks;

/// <summary>
/// Proves that an edit of a lock file moves nothing of third parties: what it holds fast of them is the same before and after.
/// </summary>
public static class LockProof
{
    private const int Longest = 120;

    /// <summary>What moved, in the order of the file.</summary>
    /// <param name="before">The file as it is.</param>
    /// <param name="was">What it holds fast.</param>
    /// <param name="after">The file as it would be.</param>
    /// <param name="becomes">What that holds fast.</param>
    /// <returns><c>RK-LOCK-MOVED</c>, once for each entry; empty when nothing moved.</returns>
    public static ImmutableArray<Diagnostic> Compare(SourceText before, IEnumerable<LockedEntry> was, SourceText after, IEnumerable<LockedEntry> becomes)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var rest = becomes.GroupBy(e => e.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Queue<LockedEntry>(g), StringComparer.Ordinal);
        var problems = new List<(int At, Diagnostic Problem)>();
        foreach (var old in was)
        {
            if (!rest.TryGetValue(old.Key, out var same) || !same.TryDequeue(out var now))
            {
                problems.Add((old.Span.Start, Moved(before.Locate(old.Span), before, $"'{Show(old.Key)}' would be gone")));
            }
            else if (now.Content != old.Content)
            {
                problems.Add((old.Span.Start, Changed(before, old, now)));
            }
        }

        problems.AddRange(rest.Values.SelectMany(left => left).Select(added => (added.Span.Start, Moved(after.Locate(added.Span), after, $"'{Show(added.Key)}' would be new"))));
        return [.. problems.OrderBy(p => p.At).Select(p => p.Problem)];
    }

    /// <summary>
    /// The same for a format that nobody here reads: an edit keeps the number of lines, and every line that it changes names one of
    /// our packages.
    /// </summary>
    /// <param name="before">The file as it is.</param>
    /// <param name="after">The file as it would be.</param>
    /// <param name="names">The names of the packages that the edit is about.</param>
    public static ImmutableArray<Diagnostic> CompareLines(SourceText before, SourceText after, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        string[] old = before.Text.Split('\n'), now = after.Text.Split('\n');
        if (old.Length != now.Length)
        {
            return [Moved(new SourceLocation(before.Path), before, $"it would have {now.Length} lines in the place of {old.Length}")];
        }

        return
        [
            .. Enumerable.Range(0, old.Length).Where(i => old[i] != now[i] && !names.Any(name => old[i].Contains(name, StringComparison.Ordinal) && now[i].Contains(name, StringComparison.Ordinal)))
                .Select(i => Moved(new SourceLocation(before.Path, i + 1, 1), before, $"'{Show(old[i].Trim())}' would become '{Show(now[i].Trim())}'")),
        ];
    }

    private static Diagnostic Changed(SourceText before, LockedEntry old, LockedEntry now)
    {
        var shared = old.Content.AsSpan().CommonPrefixLength(now.Content);
        var start = old.Content.LastIndexOf('\n', Math.Max(0, Math.Min(shared, old.Content.Length) - 1)) + 1;
        var place = old.Content.Length == old.Span.Length ? new TextSpan(old.Span.Start + Math.Min(shared, old.Content.Length), 0) : old.Span;
        return Moved(before.Locate(place), before, $"'{Show(old.Key)}' would say '{Show(LineFrom(now.Content, start))}' and says '{Show(LineFrom(old.Content, start))}'");
    }

    private static string LineFrom(string text, int start)
    {
        var line = text.AsSpan(Math.Min(start, text.Length));
        return line[..(line.IndexOf('\n') is var end and >= 0 ? end : line.Length)].Trim().ToString();
    }

    private static Diagnostic Moved(SourceLocation place, SourceText file, string what) => LockCodes.Moved.At(
        place,
        $"The release would move a third party in {file.Path}: {what}. Nothing was written. Have the file's own client bring it up to date, commit it, and make a new plan; when it still happens, the adapter that edits it is wrong.");

    private static string Show(string text) => DisplayText.Line(text.Length > Longest ? $"{text[..Longest]}…" : text);
}
