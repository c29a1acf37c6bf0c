using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>
/// What a <c>yarn.lock</c>, classic or later, holds fast of third parties: every entry that is no member's as it is, and what members need
/// of others.
/// </summary>
internal static class YarnLockReader
{
    public static IEnumerable<LockedEntry> Read(SourceText file, Func<string, bool> isOwn)
    {
        LockBlock? longKey = null;
        foreach (var block in LockBlock.Read(file))
        {
            if (block.Header.StartsWith("? ", StringComparison.Ordinal))
            {
                // The key alone; what it stands for follows behind a colon.
                longKey = block;
                continue;
            }

            var key = longKey is { } before && block.Header.Length == 0 ? before.Header[2..] : block.Header;
            var start = longKey is { } first && block.Header.Length == 0 ? first.Span.Start : block.Span.Start;
            longKey = null;
            if (Member(file, block) is not { } member)
            {
                yield return LockedEntry.Of(file, key.Trim('"'), TextSpan.FromBounds(start, block.Span.End));
                continue;
            }

            foreach (var needs in block.Children(file, 2).Where(b => b.Header is "dependencies" or "peerDependencies" or "dependenciesMeta" or "optionalDependencies"))
            {
                foreach (var (line, name, range) in needs.Children(file, 4).Select(b => (b, b.Split().Key, b.Split().Value)).Where(b => !LockNames.IsOwn(b.Key, b.Value.Trim('"'), isOwn)))
                {
                    yield return LockedEntry.Of(file, $"{member} {needs.Header}/{name}", line.Span);
                }
            }
        }
    }

    /// <summary>Name and folder of a member; its key will not do, since that repeats the ranges of others on it.</summary>
    private static string? Member(SourceText file, LockBlock block) =>
        block.Children(file, 2).Select(b => b.Split()).FirstOrDefault(b => b.Key == "resolution").Value?.Trim('"') is { } resolution && resolution.Contains("@workspace:", StringComparison.Ordinal)
            ? resolution : null;
}
