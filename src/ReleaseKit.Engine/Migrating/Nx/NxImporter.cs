namespace ReleaseKit.Engine.Migrating.Nx;

/// <summary>The block <c>release</c> of <c>nx.json</c>: groups, relationships, tags, changelogs, version plans.</summary>
internal sealed class NxImporter : IImporter
{
    private const string File = "nx.json";
    private static readonly string[] WholeWorkspace = ["version", "changelog", "versionPlans"];

    /// <inheritdoc/>
    public Task<Migration?> ImportAsync(MigrationSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Task.FromResult(JsonSettings.Read(source, File)?.Object("release") is { } release ? Import(release, source) : null);
    }

    private static Migration Import(JsonSettings release, MigrationSource source)
    {
        var draft = new MigrationDraft("nx release");
        var groups = release.Object("groups");
        var isFixed = groups is null && release.Text("projectsRelationship") != "independent";
        if (isFixed)
        {
            draft.Set("", "synchronize", "true", release.Has("projectsRelationship") ? release.Source("projectsRelationship") : $"{File} release.projectsRelationship, whose default is fixed");
        }

        var (pattern, place) = Pattern(release, draft);
        draft.Set("", "tag_format", MigrationDraft.Text(Format(pattern ?? (isFixed ? "v{version}" : "{projectName}@{version}"), "")), place ?? $"{File} release.releaseTag.pattern, whose default this is");
        TakeProjects(release, source, draft);
        TakeIntents(release, draft);
        TakeVersion(release.Object("version"), draft);
        TakeChangelogs(release.Object("changelog"), draft);
        foreach (var name in groups?.Names ?? [])
        {
            TakeGroup(name, groups!.Object(name), release.Text("projectsRelationship"), source, draft);
        }

        foreach (var part in new[] { release.Object("git"), release.Object("conventionalCommits"), release.Object("docker") }.OfType<JsonSettings>())
        {
            NxKeys.Notes.Tell(part, draft);
        }

        NxKeys.Notes.Tell(release, draft);
        return draft.ToMigration();
    }

    private static void TakeProjects(JsonSettings release, MigrationSource source, MigrationDraft draft)
    {
        if (release.List("projects") is not { } entries)
        {
            return;
        }

        var (chosen, unmatched) = PackageSelection.Of(entries, source.Packages);
        var left = source.Packages.Where(p => p.Publishable).Except(chosen).Select(p => p.Id.ToString()).ToArray();
        if (left.Length > 0 && chosen.Length > 0)
        {
            draft.Set("", "exclude", MigrationDraft.List(left), $"{release.Source("projects")}, which does not name these");
        }

        foreach (var entry in unmatched)
        {
            draft.Note(release.Source("projects"), $"{entry} is the name or folder of no package; tags of projects are not read.");
        }
    }

    private static void TakeIntents(JsonSettings release, MigrationDraft draft)
    {
        var version = release.Object("version");
        var plans = release.Flag("versionPlans") == true || release.Object("versionPlans") is not null;
        var commits = version?.Flag("conventionalCommits") == true || version?.Text("specifierSource") == "conventional-commits" || version?.Object("generatorOptions")?.Text("specifierSource") == "conventional-commits";
        string[] intents = [.. commits ? new[] { "commits" } : [], .. plans ? new[] { "change-files" } : []];
        if (intents.Length > 0)
        {
            draft.Set("", "intents", MigrationDraft.List(intents), plans ? release.Source("versionPlans") : release.Source("version"));
        }
        else
        {
            draft.Set("", "intents", "[\"change-files\"]", $"{File} release.version, where somebody is asked: ask with -t:Change");
        }

        if (release.Object("versionPlans") is { } options)
        {
            NxKeys.Notes.Tell(options, draft);
        }
    }

    private static void TakeVersion(JsonSettings? version, MigrationDraft draft)
    {
        if (version is null)
        {
            return;
        }

        foreach (var options in new[] { version, version.Object("generatorOptions") }.OfType<JsonSettings>())
        {
            if (options.Has("updateDependents"))
            {
                var never = options.Text("updateDependents") == "never";
                draft.Set("propagation", "runtime", never ? "\"never\"" : "\"always patch\"", options.Source("updateDependents"));
            }

            _ = options.Has("specifierSource") || options.Has("conventionalCommits");
        }

        if (version.Flag("adjustSemverBumpsForZeroMajorVersion") is { } adjusts)
        {
            draft.Set("", "major_on_zero", MigrationDraft.Flag(!adjusts), version.Source("adjustSemverBumpsForZeroMajorVersion"));
        }
        else
        {
            draft.Set("", "major_on_zero", "true", $"{File} release.version.adjustSemverBumpsForZeroMajorVersion, whose default is false");
        }

        foreach (var part in new[] { version.Object("git"), version.Object("generatorOptions"), version }.OfType<JsonSettings>())
        {
            NxKeys.Notes.Tell(part, draft);
        }
    }

    private static void TakeChangelogs(JsonSettings? changelog, MigrationDraft draft)
    {
        if (changelog is null)
        {
            return;
        }

        var projects = changelog.Has("projectChangelogs") && changelog.Flag("projectChangelogs") != false;
        draft.Set("", "changelog", MigrationDraft.Flag(projects), changelog.Has("projectChangelogs") ? changelog.Source("projectChangelogs") : $"{File} release.changelog.projectChangelogs, whose default is false");
        if (changelog.Flag("workspaceChangelog") != false && (changelog.Flag("workspaceChangelog") == true || changelog.Object("workspaceChangelog") is { } options && options.Flag("file") != false))
        {
            draft.Set("", "umbrella_changelog", "\"CHANGELOG.md\"", changelog.Source("workspaceChangelog"));
        }

        foreach (var part in new[] { changelog.Object("workspaceChangelog"), changelog.Object("projectChangelogs") }.OfType<JsonSettings>())
        {
            if (part.Text("createRelease") is "github" or "gitlab")
            {
                draft.Set("", "forge", MigrationDraft.Text(part.Text("createRelease")!), part.Source("createRelease"));
            }

            _ = part.Has("createRelease");
            if (part.Object("renderOptions")?.Flag("authors") == true)
            {
                draft.Set("", "contributors", "true", part.Source("renderOptions"));
            }

            NxKeys.Notes.Tell(part, draft);
        }

        if (changelog.Object("git") is { } git)
        {
            NxKeys.Notes.Tell(git, draft);
        }

        NxKeys.Notes.Tell(changelog, draft);
    }

    private static void TakeGroup(string name, JsonSettings? group, string? relationship, MigrationSource source, MigrationDraft draft)
    {
        if (group is null)
        {
            return;
        }

        var table = MigrationDraft.Group(name);
        var isFixed = (group.Text("projectsRelationship") ?? relationship) != "independent";
        var (packages, unmatched) = PackageSelection.Of(group.List("projects") ?? [], source.Packages);
        draft.Set(table, "versioning", isFixed ? "\"fixed\"" : "\"independent\"", group.Has("projectsRelationship") ? group.Source("projectsRelationship") : group.Source("projects"));
        draft.Set(table, "packages", MigrationDraft.List(packages.Select(p => p.Id.ToString())), group.Source("projects"));
        var (pattern, place) = Pattern(group, draft);
        draft.Set(table, "tag_format", MigrationDraft.Text(Format(pattern ?? (isFixed ? "{releaseGroupName}-v{version}" : "{projectName}@{version}"), name)), place ?? group.Source("projects"));
        foreach (var entry in unmatched)
        {
            draft.Note(group.Source("projects"), $"{entry} is the name or folder of no package; tags of projects are not read.");
        }

        foreach (var key in WholeWorkspace.Where(group.Has))
        {
            draft.Note(group.Source(key), "holds for the whole workspace here, not for a group; packages have major_on_zero, changelog and versioning in a releasekit.toml of their own.");
        }

        NxKeys.Notes.Tell(group, draft);
    }

    private static (string? Pattern, string? Place) Pattern(JsonSettings settings, MigrationDraft draft)
    {
        var tag = settings.Object("releaseTag");
        var found = tag?.Text("pattern") ?? settings.Text("releaseTagPattern");
        if (tag is not null)
        {
            NxKeys.Notes.Tell(tag, draft);
        }

        return (found, found is null ? null : tag?.Text("pattern") is not null ? tag.Source("pattern") : settings.Source("releaseTagPattern"));
    }

    /// <summary>A project is called as its package, unless somebody named it otherwise.</summary>
    private static string Format(string pattern, string group) => pattern
        .Replace("{projectName}", "{name}", StringComparison.Ordinal).Replace("{releaseGroupName}", group, StringComparison.Ordinal);
}
