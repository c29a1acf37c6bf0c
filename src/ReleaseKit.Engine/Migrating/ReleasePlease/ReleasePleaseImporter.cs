using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Core.Tags;

namespace ReleaseKit.Engine.Migrating.ReleasePlease;

/// <summary>release-please with a configuration and a manifest, of which each key is taken over or listed.</summary>
internal sealed class ReleasePleaseImporter : IImporter
{
    /// <summary>Keys that are read here, wherever they are; the others are listed.</summary>
    private static readonly ImmutableArray<string> Read =
    [
        "bootstrap-sha", "bump-minor-pre-major", "changelog-path", "component", "extra-files", "include-component-in-tag", "include-v-in-tag", "last-release-sha", "package-name", "packages",
        "plugins", "prerelease", "release-type", "separate-pull-requests", "skip-changelog", "skip-github-release", "tag-separator", "versioning",
    ];

    private static readonly ImmutableArray<string> WholeWorkspace = ["prerelease", "separate-pull-requests", "skip-github-release"];

    /// <inheritdoc/>
    public async Task<Migration?> ImportAsync(MigrationSource source, CancellationToken cancellationToken)
    {
        if (JsonSettings.Read(source, ReleasePleaseReader.ConfigurationFile) is not { } root)
        {
            return null;
        }

        var draft = new MigrationDraft("release-please");
        var settings = ReleasePleaseReader.Read(root, source);
        ReleasePleaseTags.Take(settings, root, source, draft);
        var defaults = new ReleasePleaseOptions(null, root);
        TakeCommon(defaults, draft);
        ReleasePleasePlugins.Take(root, settings, draft);
        ReleasePleaseFiles.Tell(root, draft);
        foreach (var package in settings.Packages)
        {
            var own = root.Object("packages")!.Object(package.Path);
            if (own is not null)
            {
                TakePackage(package, own, source, draft);
                Tell(own, draft);
            }
        }

        Tell(root, draft);
        await ReleasePleaseBaselines.TakeAsync(root, settings, source, draft, cancellationToken);
        return draft.ToMigration();
    }

    private static void Tell(JsonSettings settings, MigrationDraft draft)
    {
        foreach (var name in settings.Names.Where(Read.Contains))
        {
            settings.Has(name);
        }

        ReleasePleaseKeys.Notes.Tell(settings, draft);
    }

    /// <summary>Breaking changes of 0.x versions give 1.0.0 unless release-please was told otherwise.</summary>
    private static void TakeCommon(ReleasePleaseOptions options, MigrationDraft draft)
    {
        var raises = options.Flag("bump-minor-pre-major") ?? false;
        draft.Set("", "major_on_zero", MigrationDraft.Flag(!raises), options.Has("bump-minor-pre-major") ? options.Source("bump-minor-pre-major") : "bump-minor-pre-major, whose default is false");
        if (options.Flag("skip-changelog") == true)
        {
            draft.Set("", "changelog", "false", options.Source("skip-changelog"));
        }

        if (options.Flag("draft-pull-request") == true)
        {
            draft.Set("", "draft", "true", options.Source("draft-pull-request"));
        }

        if (options.Flag("skip-github-release") == true)
        {
            draft.Set("", "forge_releases", "false", options.Source("skip-github-release"));
        }

        Versioning(options.Text("versioning"), options.Has("versioning") ? options.Source("versioning") : "", draft);
        Type(options.Text("release-type"), options.Has("release-type") ? options.Source("release-type") : "", ".", draft);
        foreach (var (key, text) in new[]
        {
            ("prerelease", "follows the version: a release of the forge is marked so when its version is a prerelease."),
            ("separate-pull-requests", "is a release pull request for each group: run -t:Prepare with ReleaseGroup."),
            ("changelog-path", "has no equivalent: changelogs are CHANGELOG.md in the package's folder."),
        })
        {
            if (options.Has(key) && options.Flag(key) != false)
            {
                draft.Note(options.Source(key), text);
            }
        }
    }

    private static void TakePackage(ReleasePleasePackage package, JsonSettings own, MigrationSource source, MigrationDraft draft)
    {
        if (!source.In(package.Path).Any())
        {
            draft.Note($"{own.Source(own.Names.FirstOrDefault() ?? "")}".Trim(), $"no package was found in {package.Path}. Declare one of your own in release.proj, see docs/extending.md: <ReleasePackage Include=\"{package.Path}\" Name=\"{package.Component}\" VersionFile=\"version.txt\" />.");
        }

        if (own.Has("bump-minor-pre-major"))
        {
            draft.Note(own.Source("bump-minor-pre-major"), $"belongs into {package.Path}/releasekit.toml: major_on_zero = {MigrationDraft.Flag(own.Flag("bump-minor-pre-major") != true)}.");
        }

        if (own.Flag("skip-changelog") == true)
        {
            draft.Note(own.Source("skip-changelog"), $"belongs into {package.Path}/releasekit.toml: changelog = false.");
        }

        if (own.Has("changelog-path") && own.Text("changelog-path") != "CHANGELOG.md")
        {
            draft.Note(own.Source("changelog-path"), "has no equivalent: changelogs are CHANGELOG.md in the package's folder.");
        }

        Versioning(own.Text("versioning"), own.Has("versioning") ? own.Source("versioning") : "", draft);
        Type(own.Text("release-type"), own.Has("release-type") ? own.Source("release-type") : "", package.Path, draft);
        foreach (var key in WholeWorkspace.Where(own.Has))
        {
            draft.Note(own.Source(key), "holds for the whole workspace here, not for a package.");
        }
    }

    private static void Versioning(string? strategy, string source, MigrationDraft draft)
    {
        if (strategy is not null and not "default")
        {
            draft.Note(source, strategy == "prerelease"
                ? "is a channel: [branches] next = \"beta\" releases prereleases from the branch next."
                : $"the strategy {strategy} has no equivalent: versions grow by the changes. Ask for more with ReleaseBump.");
        }
    }

    private static void Type(string? type, string source, string path, MigrationDraft draft)
    {
        if (type is not null && !ReleasePleaseKeys.Found.Contains(type))
        {
            draft.Note(source, $"packages of the type {type} ({path}) have no adapter. Declare them in release.proj, see docs/extending.md; VersionFile and VersionPattern say where the version is.");
        }
    }
}
