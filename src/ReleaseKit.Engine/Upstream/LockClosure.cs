using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Upstream;

/// <summary>
/// Proves that a client moved in a lock file nothing but the packages it was to move, what these need, and what others say of these.
/// </summary>
internal sealed class LockClosure
{
    private readonly IUpstream _upstream;
    private readonly HashSet<string> _moved;

    private LockClosure(IUpstream upstream, IEnumerable<string> names, IReadOnlyCollection<LockedEntry> entries)
    {
        _upstream = upstream;
        _moved = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var byName = entries.ToLookup(e => upstream.LockedName(e.Key) ?? "", e => e.Content, StringComparer.OrdinalIgnoreCase);
        var pending = new Stack<string>(_moved);
        while (upstream.LocksShowNeeds && pending.TryPop(out var next))
        {
            foreach (var need in byName.Select(g => g.Key).Where(name => name.Length > 0 && !_moved.Contains(name) && byName[next].Any(content => Mentions(content, name))).ToArray())
            {
                _moved.Add(need);
                pending.Push(need);
            }
        }
    }

    /// <summary>What moved besides.</summary>
    /// <param name="adapter">The ecosystem.</param>
    /// <param name="names">The packages that were to move.</param>
    /// <param name="before">The file before the client ran.</param>
    /// <param name="after">The file that it left.</param>
    /// <param name="isOwn">Whether a name is a package's of this ecosystem and repository.</param>
    /// <returns><c>RK-LOCK-MOVED</c>, once for each entry.</returns>
    public static ImmutableArray<Diagnostic> Judge(EcosystemAdapter adapter, IEnumerable<string> names, SourceText before, SourceText after, Func<string, bool> isOwn)
    {
        if (before.Text == after.Text || adapter.Workspace.ReadLock(before, isOwn) is not { } read || adapter.Workspace.ReadLock(after, isOwn) is not { } readAfter)
        {
            return [];
        }

        LockedEntry[] was = [.. read], becomes = [.. readAfter];
        var closure = new LockClosure(adapter.Upstream, names, [.. was, .. becomes]);
        var (old, now) = (was.Select(e => e.Key).ToHashSet(StringComparer.Ordinal), becomes.Select(e => e.Key).ToHashSet(StringComparer.Ordinal));
        return LockProof.Compare(before, closure.Fixed(was, now), after, closure.Fixed(becomes, old));
    }

    /// <summary>The entries that must not move, without what they say of those that do.</summary>
    private IEnumerable<LockedEntry> Fixed(IEnumerable<LockedEntry> entries, HashSet<string> others)
    {
        foreach (var entry in entries)
        {
            if (_upstream.LockedName(entry.Key) is not { } name || _moved.Contains(name) || (!_upstream.LocksShowNeeds && !others.Contains(entry.Key)))
            {
                continue;
            }

            var lines = entry.Content.Split('\n').Where(line => !_moved.Any(moved => Mentions(line, moved))).ToArray();
            if (lines.Length > 0)
            {
                yield return entry with { Content = string.Join('\n', lines) };
            }
        }
    }

    private static bool Mentions(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !IsNamePart(text[at - 1])) && (end == text.Length || !IsNamePart(text[end]) || text[end] == '@'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '@';
}
