using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

/// <summary>What a <c>Cargo.lock</c> holds fast of third parties: all that is said of packages with a source, and what our own need of them.</summary>
internal static class LockReader
{
    public static IEnumerable<LockedEntry> Read(SourceText file)
    {
        var root = TomlDocument.Parse(file).Root;
        var entries = root.FindArray("package")?.Items.OfType<TomlTable>().ToArray() ?? [];
        var own = entries.Where(IsOwn).Select(e => (e.FindString("name")?.Value, e.FindString("version")?.Value)).ToHashSet();
        foreach (var entry in entries)
        {
            var name = entry.FindString("name")?.Value ?? "";
            foreach (var said in entry.Entries)
            {
                if (said.Value is TomlArray { IsSections: false } needs)
                {
                    foreach (var need in needs.Items.Where(item => !IsOnOwn(item, own)))
                    {
                        yield return LockedEntry.Of(file, $"{name} {said.Key}", need.Span);
                    }
                }
                else if (!IsOwn(entry))
                {
                    yield return LockedEntry.Of(file, $"{name} {said.Key}", said.Value.Span);
                }
            }
        }

        // Checksums of older files, and patches that nothing uses.
        foreach (var other in root.Entries.Where(e => e.Key != "package"))
        {
            yield return LockedEntry.Of(file, other.Key, other.Value.Span);
        }
    }

    private static bool IsOwn(TomlTable entry) => entry["source"] is null;

    /// <summary>Whether a need is written as name and version of one of our own, as it is where a registry's package has the same name.</summary>
    private static bool IsOnOwn(TomlValue need, HashSet<(string? Name, string? Version)> own) =>
        need is TomlString { Value: var text } && text.Split(' ') is [var name, var version] && own.Contains((name, version));
}
