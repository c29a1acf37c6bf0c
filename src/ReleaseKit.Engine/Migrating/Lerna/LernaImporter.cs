namespace ReleaseKit.Engine.Migrating.Lerna;

/// <summary>lerna: one version for all packages or one for each, and the options of its commands version and publish.</summary>
internal sealed class LernaImporter : IImporter
{
    private const string File = "lerna.json";

    /// <inheritdoc/>
    public Task<Migration?> ImportAsync(MigrationSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Task.FromResult(JsonSettings.Read(source, File) is { } root ? Import(root) : null);
    }

    private static Migration Import(JsonSettings root)
    {
        var draft = new MigrationDraft("lerna");
        var command = root.Object("command");
        JsonSettings[] sections = [.. new[] { command?.Object("publish"), command?.Object("version"), root }.OfType<JsonSettings>()];
        TakeVersion(root, sections, draft);
        TakeIntents(sections, draft);
        foreach (var section in sections)
        {
            TakeSection(section, draft);
        }

        foreach (var name in command?.Rest ?? [])
        {
            draft.Note(command!.Source(name), "is another command of lerna, not a release.");
        }

        foreach (var section in sections)
        {
            LernaKeys.Notes.Tell(section, draft);
        }

        return draft.ToMigration();
    }

    private static void TakeVersion(JsonSettings root, JsonSettings[] sections, MigrationDraft draft)
    {
        var prefixed = Array.Find(sections, s => s.Has("tagVersionPrefix"));
        var independent = root.Text("version") == "independent";
        if (!independent)
        {
            draft.Set("", "synchronize", "true", root.Has("version") ? $"{root.Source("version")}, which is no \"independent\"" : $"{File}, which has no version");
        }

        draft.Set(
            "", "tag_format", MigrationDraft.Text(independent ? "{name}@{version}" : (prefixed?.Text("tagVersionPrefix") ?? "v") + "{version}"),
            prefixed?.Source("tagVersionPrefix") ?? (root.Has("version") ? root.Source("version") : File));
        if (prefixed is not null && independent)
        {
            draft.Note(prefixed.Source("tagVersionPrefix"), "is not for independent versions.");
        }
    }

    /// <summary>Without conventional commits lerna asks somebody, who writes change files here.</summary>
    private static void TakeIntents(JsonSettings[] sections, MigrationDraft draft)
    {
        var conventional = Array.Find(sections, s => s.Has("conventionalCommits"));
        if (conventional?.Flag("conventionalCommits") == true)
        {
            draft.Set("", "intents", "[\"commits\"]", conventional.Source("conventionalCommits"));
        }
        else
        {
            draft.Set("", "intents", "[\"change-files\"]", conventional?.Source("conventionalCommits") ?? $"{File}, which has no conventionalCommits: ask with -t:Change");
            draft.Set("", "changelog", "false", conventional?.Source("conventionalCommits") ?? $"{File}, which has no conventionalCommits");
        }
    }

    private static void TakeSection(JsonSettings section, MigrationDraft draft)
    {
        if (section.List("allowBranch") is { } branches)
        {
            foreach (var branch in branches)
            {
                draft.Set("branches", MigrationDraft.Text(branch), "\"stable\"", section.Source("allowBranch"));
            }
        }

        if (section.Text("registry") is { } registry)
        {
            draft.Set("ecosystems.npm", "registry_url", MigrationDraft.Text(registry), section.Source("registry"));
        }

        if (section.Text("createRelease") is "github" or "gitlab")
        {
            draft.Set("", "forge", MigrationDraft.Text(section.Text("createRelease")!), section.Source("createRelease"));
        }

        if (section.Has("changelogPreset"))
        {
            var preset = section.Text("changelogPreset");
            if (preset is "angular" or "conventional-changelog-angular" or "conventionalcommits" or "conventional-changelog-conventionalcommits")
            {
                draft.Set("", "changelog_style", "\"conventional\"", section.Source("changelogPreset"));
            }
            else
            {
                draft.Note(section.Source("changelogPreset"), "is another convention of commits: the parts of conventional commits are read; see docs/commits.md, and changelog_template for the looks.");
            }
        }

        if (section.Flag("push") == false)
        {
            draft.Note(section.Source("push"), "is ReleasePush=false in release.proj.");
        }
    }
}
