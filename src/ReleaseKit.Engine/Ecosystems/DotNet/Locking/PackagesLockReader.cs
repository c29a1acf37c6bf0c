using ReleaseKit.Core.Json;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Locking;

/// <summary>What a NuGet lock file holds fast of third parties: every package with all that is said of it, and what projects need of them.</summary>
internal static class PackagesLockReader
{
    public static IEnumerable<LockedEntry> Read(SourceText file, Func<string, bool> isOwn)
    {
        foreach (var framework in JsonDocumentSyntax.Parse(file, JsonSyntaxOptions.Lenient).Root.FindObject("dependencies")?.Members ?? [])
        {
            var entries = (framework.Value as JsonObjectSyntax)?.Members ?? [];
            var projects = entries.Where(IsProject).Select(e => e.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in entries)
            {
                if (!IsProject(entry))
                {
                    yield return LockedEntry.Of(file, $"{framework.Name}/{entry.Name}", entry.Value.Span);
                    continue;
                }

                foreach (var need in (entry.Value.FindObject("dependencies")?.Members ?? []).Where(m => !projects.Contains(m.Name) && !isOwn(m.Name)))
                {
                    yield return LockedEntry.Of(file, $"{framework.Name}/{entry.Name}/{need.Name}", need.Value.Span);
                }
            }
        }
    }

    private static bool IsProject(JsonMemberSyntax entry) => entry.Value.FindString("type")?.Value == "Project";
}
