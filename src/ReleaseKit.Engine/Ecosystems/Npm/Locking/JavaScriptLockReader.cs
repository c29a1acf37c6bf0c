using ReleaseKit.Core.Json;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>
/// What lock files in JSON hold fast of third parties: every installed package with all that is said of it, and the ranges in which members
/// need packages that are not of this repository.
/// </summary>
internal static class JavaScriptLockReader
{
    /// <summary>A <c>package-lock.json</c> or <c>npm-shrinkwrap.json</c>.</summary>
    public static IEnumerable<LockedEntry> ReadNpm(SourceText file, Func<string, bool> isOwn)
    {
        if (JsonDocumentSyntax.Parse(file).Root is not JsonObjectSyntax root)
        {
            yield break;
        }

        foreach (var entry in root.FindObject("packages")?.Members ?? [])
        {
            if (PackageLockEditor.IsInstalled(entry.Name))
            {
                yield return LockedEntry.Of(file, entry.Name, entry.Value.Span);
            }
            else
            {
                foreach (var range in Ranges(file, entry.Name, entry.Value, isOwn))
                {
                    yield return range;
                }
            }
        }

        // What npm 6 reads: members are linked by folder, everything else is installed.
        foreach (var entry in root.FindObject("dependencies")?.Members ?? [])
        {
            if (entry.Value.FindString("version")?.Value.StartsWith("file:", StringComparison.Ordinal) != true)
            {
                yield return LockedEntry.Of(file, $"dependencies/{entry.Name}", entry.Value.Span);
                continue;
            }

            foreach (var range in Ranges(file, $"dependencies/{entry.Name}", entry.Value, "requires", isOwn))
            {
                yield return range;
            }
        }
    }

    /// <summary>A <c>bun.lock</c>.</summary>
    public static IEnumerable<LockedEntry> ReadBun(SourceText file, Func<string, bool> isOwn)
    {
        if (JsonDocumentSyntax.Parse(file, JsonSyntaxOptions.Lenient).Root is not JsonObjectSyntax root)
        {
            yield break;
        }

        foreach (var section in root.Members)
        {
            foreach (var entry in (section.Value as JsonObjectSyntax)?.Members ?? [])
            {
                if (section.Name == "workspaces")
                {
                    foreach (var range in Ranges(file, entry.Name, entry.Value, isOwn))
                    {
                        yield return range;
                    }
                }
                else if (section.Name == "packages" ? !IsMember(entry.Value) : !isOwn(entry.Name))
                {
                    yield return LockedEntry.Of(file, $"{section.Name}/{entry.Name}", entry.Value.Span);
                }
            }
        }
    }

    private static bool IsMember(JsonValueSyntax entry) =>
        entry is JsonArraySyntax { Items: [JsonStringSyntax { Value: var resolution }, ..] } && resolution.Contains("@workspace:", StringComparison.Ordinal);

    private static IEnumerable<LockedEntry> Ranges(SourceText file, string member, JsonValueSyntax entry, Func<string, bool> isOwn) =>
        PackageManifest.Blocks.SelectMany(b => Ranges(file, member, entry, b.Block, isOwn));

    private static IEnumerable<LockedEntry> Ranges(SourceText file, string member, JsonValueSyntax entry, string block, Func<string, bool> isOwn) =>
        from range in entry.FindObject(block)?.Members ?? []
        where !LockNames.IsOwn(range.Name, (range.Value as JsonStringSyntax)?.Value ?? "", isOwn)
        select LockedEntry.Of(file, $"{(member.Length == 0 ? "." : member)} {block}/{range.Name}", range.Value.Span);
}
