using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>Writes a package's project when its text changes, so that unchanged projects stay as they are.</summary>
public sealed class PackageProjectWriter
{
    private readonly PackageContextFactory _contexts;
    private readonly TargetResolver _targets;
    private readonly PackageProjectSettings _settings;

    /// <summary>A writer for one run.</summary>
    public PackageProjectWriter(PackageContextFactory contexts, TargetResolver targets, PackageProjectSettings settings)
    {
        _contexts = contexts;
        _targets = targets;
        _settings = settings;
    }

    /// <summary>Where a package goes.</summary>
    public PublicationTarget Target(Package package) => _contexts.Target(package);

    /// <summary>Writes the project of one release.</summary>
    /// <returns>Its absolute path.</returns>
    public string Write(PlannedRelease release, Package package, IReadOnlyCollection<RangeChange> pins, ReleasePlan plan)
    {
        return Write(package.Id, Text(release, package, pins, plan, isAwaited: false));
    }

    /// <summary>Writes the project of a package that another job publishes: all it does is to wait until the package is live.</summary>
    public void WriteAwaited(PlannedRelease release, Package package, ReleasePlan plan) => Write(package.Id, Text(release, package, [], plan, isAwaited: true));

    private string Write(PackageId id, string text)
    {
        var path = PathOf(id);
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return path;
    }

    private string PathOf(PackageId id) => Path.Combine(_settings.OutputPath, "packages", SafeName.For(id) + ".proj");

    private string Text(PlannedRelease release, Package package, IReadOnlyCollection<RangeChange> pins, ReleasePlan plan, bool isAwaited)
    {
        var target = Target(package);
        var shared = plan.Published.Count(r => r.Tag == release.Tag) > 1;
        // What the command line gave reaches this project too, and must not win over the absolute paths below.
        var builder = new StringBuilder("<Project TreatAsLocalProperty=\"ReleaseWorkspaceRoot;ReleaseSourceRoot;ReleaseOutputPath;ReleaseKitTasksAssembly")
            .Append(isAwaited ? ";ReleasePackageStages" : "").Append("\">\n  <PropertyGroup>\n");
        // The terminal logger shows TargetFramework as the coloured tag of the row.
        Property(builder, "TargetFramework", package.Ecosystem);
        Property(builder, "ReleasePackageId", package.Id.ToString());
        Property(builder, "ReleasePackageName", package.Name);
        Property(builder, "ReleasePackageVersion", release.To);
        Property(builder, "ReleasePackageDirectory", package.Directory.Value);
        Property(builder, "ReleasePackageManifest", package.Manifest.Value);
        // A tag that several packages share waits until all of them are live.
        Property(builder, "ReleasePackageTag", shared ? "" : release.Tag);
        Property(builder, "ReleasePackageSmokeTest", _settings.SmokeTest ? "true" : "false");
        Property(builder, "ReleaseCommit", _settings.Commit);
        Property(builder, "ReleaseWorkspaceRoot", _settings.WorkspaceRoot);
        Property(builder, "ReleaseSourceRoot", _settings.SourceRoot);
        Property(builder, "ReleaseOutputPath", _settings.OutputPath);
        Property(builder, "ReleaseUserTargets", _settings.UserTargets);
        foreach (var (name, value) in _settings.Properties)
        {
            Property(builder, name, value);
        }

        Property(builder, "ReleaseKitTasksAssembly", _settings.TasksAssembly);
        if (isAwaited)
        {
            Property(builder, "ReleasePackageStages", "Await");
            Property(builder, "ReleaseUploaded", "false");
        }

        builder.Append("  </PropertyGroup>\n  <ItemGroup>\n");
        Item(builder, "_ReleasePackageContext", package.Id.ToString(),
            ("Version", release.To), ("PackageDirectory", package.Directory.Value), ("Manifest", package.Manifest.Value),
            ("Registry", target.Registry.ToString()), ("Index", target.Index.ToString()), ("TokenVariables", string.Join(';', target.TokenVariables)),
            ("Trust", target.Trust is null ? "" : "true"), ("IdTokenVariable", target.Trust?.IdTokenVariable ?? ""),
            ("Options", string.Join(';', _targets.Options(package.Ecosystem).Select(o => $"{o.Key}={o.Value}"))),
            ("Budget", _settings.Budgets(package.Ecosystem, target.Registry).ToString()), ("Commit", _settings.Commit), ("Tag", shared ? "" : release.Tag), ("VersionTag", PackageContextFactory.VersionTag(package, release.To)), ("SourceDateEpoch", _settings.SourceDateEpoch.ToString()));
        foreach (var extension in _settings.Extensions(package))
        {
            Item(builder, "_ReleaseExtension", extension.ItemSpec, [.. DeclaredExtensions.Metadata(extension).Select(m => (m.Key, m.Value)), ("DependencyVersions", DependencyVersions(package, plan))]);
        }

        foreach (var dependency in isAwaited ? [] : _settings.Waits.Of(package))
        {
            Item(builder, "ProjectReference", PathOf(dependency));
        }

        foreach (var artifact in _settings.PackedArtifacts[package.Id])
        {
            Item(builder, "ReleaseArtifact", artifact.ItemSpec,
                ("Sha256", artifact.GetMetadata("Sha256")), ("Sha512", artifact.GetMetadata("Sha512")), ("Size", artifact.GetMetadata("Size")));
        }

        foreach (var pin in pins)
        {
            Item(builder, "ReleasePin", pin.Dependency.ToString(), ("File", pin.File.Value), ("Kind", pin.Kind.ToString()), ("From", pin.From), ("To", pin.To));
        }

        builder.Append("  </ItemGroup>\n  <Import Project=\"").Append(MSBuildText.ForProject(_settings.PackageTargets)).Append("\" />\n</Project>\n");
        return builder.ToString();
    }

    /// <summary>What commands can read of the packages that go before this one: an id, a blank and a version on each line.</summary>
    private string DependencyVersions(Package package, ReleasePlan plan) => string.Join('\n', _settings.Waits.Of(package).Select(id => $"{id} {plan.Find(id)!.To}"));

    private static void Property(StringBuilder builder, string name, string value) =>
        builder.Append("    <").Append(name).Append('>').Append(MSBuildText.ForProject(value)).Append("</").Append(name).Append(">\n");

    private static void Item(StringBuilder builder, string name, string include, params ReadOnlySpan<(string Name, string Value)> metadata)
    {
        builder.Append("    <").Append(name).Append(" Include=\"").Append(MSBuildText.ForProject(include)).Append('"');
        foreach (var (key, value) in metadata)
        {
            builder.Append(' ').Append(key).Append("=\"").Append(MSBuildText.ForProject(value)).Append('"');
        }

        builder.Append(" />\n");
    }
}
