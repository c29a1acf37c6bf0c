using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;

namespace ReleaseKit.Engine.Migrating.ReleasePlease;

/// <summary>
/// Where history begins to count for packages without a tag: at the commit that wrote their version into
/// <c>.release-please-manifest.json</c>, unless the configuration names one.
/// </summary>
internal static class ReleasePleaseBaselines
{
    public static async Task TakeAsync(JsonSettings root, ReleasePleaseSettings settings, MigrationSource source, MigrationDraft draft, CancellationToken cancellationToken)
    {
        foreach (var key in new[] { "last-release-sha", "bootstrap-sha" })
        {
            if (root.Text(key) is { Length: >= 7 } commit)
            {
                draft.Set("", "bootstrap_sha", MigrationDraft.Text(commit), root.Source(key));
            }
        }

        if (JsonSettings.Read(source, ReleasePleaseReader.ManifestFile) is not { } manifest)
        {
            draft.Note(ReleasePleaseReader.ManifestFile, "is missing, so that versions of the last release come from tags and manifests.");
            return;
        }

        string? introduced = null;
        foreach (var package in settings.Packages)
        {
            if (!manifest.Has(package.Path) || manifest.Text(package.Path) is not { } version || source.Tags.Contains(package.Tag(version)))
            {
                continue;
            }

            var found = source.In(package.Path).FirstOrDefault();
            if (found?.Version is { } written && written != version)
            {
                draft.Note(manifest.Source(package.Path), $"says {version}, and {found.Manifest} says {written}. Tag the last release ({package.Tag(version)}), so that nobody has to guess.");
            }

            // One commit stands for all: that of the first package without a tag.
            introduced ??= await source.Introduced(RelativePath.Parse(ReleasePleaseReader.ManifestFile), $"\"{package.Path}\": \"{version}\"", cancellationToken);
            if (introduced is not null)
            {
                draft.Set("", "bootstrap_sha", MigrationDraft.Text(introduced), $"{manifest.Source(package.Path)} {version}, which has no tag {package.Tag(version)}");
            }
        }

        foreach (var path in manifest.Rest.ToArray())
        {
            draft.Note(manifest.Source(path), $"is no package of {ReleasePleaseReader.ConfigurationFile}.");
        }
    }
}
