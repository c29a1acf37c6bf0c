using System.Collections.Immutable;
using ReleaseKit.Core.PullRequests;

namespace ReleaseKit.Engine.Migrating.ReleasePlease;

/// <summary>Reads what of release-please's configuration names tags: for its pull requests in flight, and for Init.</summary>
public static class ReleasePleaseReader
{
    /// <summary>The configuration.</summary>
    public const string ConfigurationFile = "release-please-config.json";

    /// <summary>The versions of the last release.</summary>
    public const string ManifestFile = ".release-please-manifest.json";

    /// <summary>The settings; null when the repository has no such file.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MIGRATE-UNREADABLE</c>.</exception>
    public static ReleasePleaseSettings? Read(MigrationSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return JsonSettings.Read(source, ConfigurationFile) is { } root ? Read(root, source) : null;
    }

    /// <summary>The version of a package's last release; null when the manifest names none.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MIGRATE-UNREADABLE</c>.</exception>
    public static string? VersionOf(MigrationSource source, string path)
    {
        ArgumentNullException.ThrowIfNull(source);
        return JsonSettings.Read(source, ManifestFile)?.Text(path);
    }

    internal static ReleasePleaseSettings Read(JsonSettings root, MigrationSource source)
    {
        var packages = ImmutableArray.CreateBuilder<ReleasePleasePackage>();
        if (root.Object("packages") is { } table)
        {
            packages.AddRange(table.Names.Select(path => Package(path, new ReleasePleaseOptions(table.Object(path), root), source)));
        }

        return new ReleasePleaseSettings(packages.ToImmutable())
        {
            GroupTitlePattern = root.Text("group-pull-request-title-pattern"),
            ComponentNoSpace = root.Flag("component-no-space") ?? false,
        };
    }

    private static ReleasePleasePackage Package(string path, ReleasePleaseOptions options, MigrationSource source) => new(path, Component(path, options, source))
    {
        ComponentInTag = options.Flag("include-component-in-tag") ?? true,
        VersionPrefix = options.Flag("include-v-in-tag") ?? true,
        Separator = options.Text("tag-separator") ?? "-",
        TitlePattern = options.Text("pull-request-title-pattern"),
    };

    /// <summary>What release-please calls a package that has no name in the file: what its manifest calls it, without npm's scope.</summary>
    private static string Component(string path, ReleasePleaseOptions options, MigrationSource source)
    {
        var name = options.Text("component") ?? options.Text("package-name") ?? source.In(path).FirstOrDefault()?.Name ?? "";
        return options.Text("component") is null && name.StartsWith('@') ? name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] : name;
    }
}
