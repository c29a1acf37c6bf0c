using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>What a <c>pnpm-lock.yaml</c> holds fast of third parties: every section as it is, but the entries of our own packages.</summary>
internal static class PnpmLockReader
{
    /// <summary>Of a package outside any workspace, these lie at the top.</summary>
    private static readonly string[] Blocks = ["dependencies", "devDependencies", "optionalDependencies", "specifiers"];

    public static IEnumerable<LockedEntry> Read(SourceText file, Func<string, bool> isOwn)
    {
        foreach (var section in LockBlock.Read(file))
        {
            var entries = section.Header switch
            {
                "importers" => section.Children(file, 2).SelectMany(member => member.Children(file, 4).SelectMany(block => Ranges(file, block.Children(file, 6), $"{member.Split().Key} {block.Header}", isOwn))),
                "catalogs" => section.Children(file, 2).SelectMany(catalog => Ranges(file, catalog.Children(file, 4), $"catalogs {catalog.Split().Key}", isOwn)),
                "packages" or "snapshots" => section.Children(file, 2).Select(package => LockedEntry.Of(file, $"{section.Header}/{package.Split().Key}", package.Span)),
                var name when Blocks.Contains(name) => Ranges(file, section.Children(file, 2), name, isOwn),
                var name => [LockedEntry.Of(file, name, section.Span)],
            };
            foreach (var entry in entries)
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<LockedEntry> Ranges(SourceText file, IEnumerable<LockBlock> names, string within, Func<string, bool> isOwn)
    {
        foreach (var block in names)
        {
            var (name, value) = block.Split();
            var specifier = block.Children(file, IndentationOf(file, block) + 2).Select(child => child.Split()).FirstOrDefault(child => child.Key == "specifier").Value ?? value;
            if (!LockNames.IsOwn(name, specifier.Trim('\'', '"'), isOwn))
            {
                yield return LockedEntry.Of(file, $"{within}/{name}", block.Span);
            }
        }
    }

    private static int IndentationOf(SourceText file, LockBlock block) => block.Span.Start - (file.Text.LastIndexOf('\n', Math.Max(0, block.Span.Start - 1)) + 1);
}
