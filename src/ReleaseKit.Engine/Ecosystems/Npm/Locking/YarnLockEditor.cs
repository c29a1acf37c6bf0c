using System.Buffers;
using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>
/// Splices a <c>yarn.lock</c> of Yarn 2 and later: the ranges in members' entries, and the keys of members' entries, which list the
/// ranges that they answer. Versions of members are not in it, and nothing of members in one of Yarn 1.
/// </summary>
internal static class YarnLockEditor
{
    private const string Protocol = "npm:";
    private static readonly SearchValues<char> Special = SearchValues.Create(":,[]{}#");

    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var entries = YarnLockEntry.Read(file);
        var members = entries.Where(e => e.Resolution.Contains("@workspace:", StringComparison.Ordinal)).ToLookup(e => e.Resolution[..e.Resolution.IndexOf("@workspace:", StringComparison.Ordinal)], StringComparer.Ordinal);
        var moved = new Dictionary<YarnLockRange, string>(ReferenceEqualityComparer.Instance);
        foreach (var change in changes.OfType<LockRangeChange>())
        {
            var block = change.Kind == DependencyKind.Peer ? "peerDependencies" : "dependencies";
            foreach (var range in members[change.Package.Name].SelectMany(e => e.Ranges).Where(r => r.Block == block && r.Name == change.Dependency.Name && Plain(r.Range) == Plain(change.From.Trim())))
            {
                moved.TryAdd(range, Write(range.Range, change.To));
            }
        }

        var edits = new LockEdits();
        foreach (var (range, value) in moved)
        {
            edits.Add(range.Range == value ? TextEdit.None(range.Span) : new TextEdit(range.Span, Quote(value, file.Text[range.Span.Start] == '"')));
        }

        EditKeys(file, entries, members, moved, edits);
        return edits.Build();
    }

    /// <summary>A member answers what is asked for: a range nobody has any more goes from its key, and a new one joins it.</summary>
    private static void EditKeys(
        SourceText file, List<YarnLockEntry> entries, ILookup<string, YarnLockEntry> members, Dictionary<YarnLockRange, string> moved, LockEdits edits)
    {
        var names = moved.Keys.Where(r => r.Block == "dependencies").Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
        {
            return;
        }

        var asked = entries.SelectMany(e => e.Ranges).Where(r => r.Block == "dependencies" && names.Contains(r.Name))
            .Select(r => Descriptor(r.Name, moved.GetValueOrDefault(r, r.Range))).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in names.SelectMany(name => members[name]))
        {
            var replaced = moved.Where(m => m.Key.Block == "dependencies")
                .Select(m => (From: Descriptor(m.Key.Name, m.Key.Range), To: Descriptor(m.Key.Name, m.Value)))
                .Where(m => entry.Descriptors.Contains(m.From, StringComparer.Ordinal)).ToArray();
            var gone = replaced.Select(m => m.From).Where(d => !asked.Contains(d)).ToHashSet(StringComparer.Ordinal);
            var key = string.Join(", ", entry.Descriptors.Where(d => !gone.Contains(d)).Concat(replaced.Select(m => m.To)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            if (replaced.Length > 0 && key != string.Join(", ", entry.Descriptors))
            {
                edits.Add(new TextEdit(entry.KeySpan, Quote(key, file.Text[entry.KeySpan.Start] == '"')));
            }
        }
    }

    private static string Descriptor(string name, string range) => $"{name}@{(HasProtocol(range) ? range : Protocol + range)}";

    private static bool HasProtocol(string range) => range.Contains(':', StringComparison.Ordinal);

    private static string Plain(string range) => range.StartsWith(Protocol, StringComparison.Ordinal) ? range[Protocol.Length..] : range;

    /// <summary>The new range in the manner of the old one: Yarn 4 writes the protocol that Yarn 3 leaves out.</summary>
    private static string Write(string old, string range) =>
        old.StartsWith(Protocol, StringComparison.Ordinal) && !HasProtocol(range) ? Protocol + range : range;

    /// <summary>Yarn writes in quotes what YAML would not take without.</summary>
    private static string Quote(string text, bool isQuoted) =>
        isQuoted || text.AsSpan().ContainsAny(Special) || text is ['-' or '?' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' or ' ', ..] ? $"\"{text}\"" : text;
}
