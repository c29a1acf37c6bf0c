using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Locking;

/// <summary>
/// What a <c>uv.lock</c> or a <c>poetry.lock</c> holds fast of third parties: all that is said of packages that come from no folder, and
/// what our own projects need of them.
/// </summary>
internal static class PythonLockReader
{
    public static IEnumerable<LockedEntry> Read(SourceText file, Func<string, bool> isOwn)
    {
        var root = TomlDocument.Parse(file).Root;
        foreach (var entry in PythonLock.Entries(root))
        {
            var name = entry.FindString("name")?.Value ?? "";
            foreach (var said in entry.Entries)
            {
                // What a folder's project says of itself is ours: its version, where it lies.
                if (!PythonLock.IsOwn(entry) || said.Value is TomlArray or TomlTable)
                {
                    foreach (var part in Parts(file, $"{name} {said.Key}", said.Value, isOwn))
                    {
                        yield return part;
                    }
                }
            }
        }

        foreach (var other in root.Entries.Where(e => e.Key != "package"))
        {
            foreach (var part in Parts(file, other.Key, other.Value, isOwn))
            {
                yield return part;
            }
        }
    }

    /// <summary>A value in its parts, without those that are about a project of ours.</summary>
    private static IEnumerable<LockedEntry> Parts(SourceText file, string key, TomlValue value, Func<string, bool> isOwn) => value switch
    {
        TomlTable table when table.FindString("name") is { } name && IsOurs(table, name.Value, isOwn) => [],
        TomlTable { Kind: not TomlTableKind.Inline } table => table.Entries.SelectMany(e => Parts(file, $"{key}.{e.Key}", e.Value, isOwn)),
        TomlArray array => array.Items.SelectMany(item => Parts(file, key, item, isOwn)),
        _ => [LockedEntry.Of(file, key, value.Span)],
    };

    /// <summary>An item that names a source tells whose it is; one with a range of an index is that index's.</summary>
    private static bool IsOurs(TomlTable item, string name, Func<string, bool> isOwn) =>
        item.FindTable("source") is not null ? PythonLock.IsOwn(item) : isOwn(DistributionName.Normalize(name)) && item["specifier"] is null;
}
