using ReleaseKit.Core.PullRequests;

namespace ReleaseKit.Engine.Migrating.ReleasePlease;

/// <summary>The key <c>plugins</c>: groups of packages with one version, and what is built in here.</summary>
internal static class ReleasePleasePlugins
{
    public static void Take(JsonSettings root, ReleasePleaseSettings settings, MigrationDraft draft)
    {
        foreach (var (name, options, place) in root.Items("plugins"))
        {
            var type = name ?? options?.Text("type") ?? "";
            if (type == "linked-versions" && options is not null)
            {
                Link(options, settings, place, draft);
                continue;
            }

            draft.Note(place, type switch
            {
                "node-workspace" or "cargo-workspace" or "maven-workspace" => $"{type} is built in: dependents of a released sibling are released, and their ranges follow.",
                "sentence-case" => "sentence-case has no equivalent: changelogs have the words of commits.",
                "group-priority" => "group-priority has no equivalent: one release pull request has all groups.",
                _ => $"the plugin {type} has no equivalent.",
            });
            foreach (var key in options?.Rest.Where(key => key != "type") ?? [])
            {
                draft.Note(options!.Source(key), "belongs to the plugin.");
            }
        }
    }

    /// <summary>release-please raises all members to the highest version of any of them, changed or not.</summary>
    private static void Link(JsonSettings options, ReleasePleaseSettings settings, string place, MigrationDraft draft)
    {
        var components = options.List("components") ?? [];
        var paths = settings.Packages.Where(p => components.Contains(p.Component)).Select(p => p.Path is "." ? "." : p.Path).ToArray();
        var table = MigrationDraft.Group(options.Text("groupName") ?? "linked");
        draft.Set(table, "versioning", "\"fixed\"", place);
        draft.Set(table, "packages", MigrationDraft.List(paths), options.Has("components") ? options.Source("components") : place);
        foreach (var unknown in components.Except(settings.Packages.Select(p => p.Component), StringComparer.Ordinal))
        {
            draft.Note(place, $"the component {unknown} is that of no package.");
        }

        if (options.Has("merge"))
        {
            draft.Note(options.Source("merge"), "is built in: one release pull request has all packages.");
        }

        foreach (var key in options.Rest.Where(key => key != "type"))
        {
            draft.Note(options.Source(key), "belongs to the plugin.");
        }
    }
}
