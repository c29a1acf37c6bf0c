namespace ReleaseKit.Engine.Migrating.ReleasePlease;

/// <summary>The key <c>extra-files</c>: versions in files that are no manifests.</summary>
internal static class ReleasePleaseFiles
{
    public static void Tell(JsonSettings root, MigrationDraft draft)
    {
        Tell(root, ".", draft);
        if (root.Object("packages") is { } packages)
        {
            foreach (var path in packages.Names)
            {
                if (packages.Object(path) is { } own)
                {
                    Tell(own, path, draft);
                }
            }
        }
    }

    private static void Tell(JsonSettings settings, string folder, MigrationDraft draft)
    {
        foreach (var (path, options, place) in settings.Items("extra-files"))
        {
            var file = path ?? options?.Text("path") ?? "";
            draft.Note(place, $"{file} (package {folder}) is not written: only manifests and lock files are. Take the version from the manifest when the package is built, " +
                "or make the file the manifest of a package of its own: <ReleasePackage> with VersionFile and VersionPattern, see docs/extending.md.");
        }
    }
}
