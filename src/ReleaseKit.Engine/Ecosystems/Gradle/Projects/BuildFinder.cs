using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>
/// Finds the builds of a workspace: those whose settings or build script lie in no other build's folder. Builds inside of one,
/// such as <c>buildSrc</c>, examples and those that it includes, are its own matter; a build that holds nothing but included
/// ones stands for these.
/// </summary>
internal sealed class BuildFinder(BuildFiles files)
{
    public static readonly string[] SettingsNames = ["settings.gradle.kts", "settings.gradle", "settings.gradle.dcl"];
    public static readonly string[] ScriptNames = ["build.gradle.kts", "build.gradle"];

    public IReadOnlyList<GradleBuild> Find()
    {
        var request = files.Request;
        var folders = request.Listing
            .Where(f => (SettingsNames.Contains(f.FileName) || ScriptNames.Contains(f.FileName)) && f.IsWithin(request.Root) && !request.Excluded(f.Parent))
            .Select(f => f.Parent).Distinct().Order().ToArray();
        var builds = new List<GradleBuild>();
        var surrounded = new List<RelativePath>();
        foreach (var folder in folders.OrderBy(f => f.IsRoot ? 0 : f.Value.Count(c => c == '/') + 1).ThenBy(f => f))
        {
            if (folder.FileName == "buildSrc" || surrounded.Exists(folder.IsWithin))
            {
                continue;
            }

            var build = files.First(folder, SettingsNames) is { } settings ? SettingsHost.Read(settings, files) : new GradleBuild(folder, files.NameOf(folder));
            Locate(build);
            builds.Add(build);
            if (build.Projects.Any(p => p.Script is not null) || build.IncludedBuilds.Count == 0)
            {
                surrounded.Add(folder);
            }
        }

        // A project may lie outside of its build's folder, where it looks like a build.
        var projects = builds.SelectMany(b => b.Projects.Where(p => p.Parent is not null).Select(p => p.Directory)).ToHashSet();
        return builds.FindAll(b => b.Settings is not null || !projects.Contains(b.Directory));
    }

    /// <summary>Finds the scripts of the projects, and projects that the settings name in a way that cannot be told.</summary>
    private void Locate(GradleBuild build)
    {
        if (build.IncludesUnknown)
        {
            AddByFolder(build);
        }

        foreach (var project in build.Projects)
        {
            project.Script = (project.BuildFileName is { } named ? files.First(project.Directory, named, named + ".kts") : null)
                ?? files.First(project.Directory, ScriptNames)
                ?? files.First(project.Directory, $"{project.Name}.gradle.kts", $"{project.Name}.gradle", $"{project.Directory.FileName}.gradle.kts", $"{project.Directory.FileName}.gradle");
        }
    }

    /// <summary>Where settings compute what they include, each folder with a build script is taken to be a project.</summary>
    private void AddByFolder(GradleBuild build)
    {
        var known = build.Projects.Select(p => p.Directory).ToHashSet();
        var others = build.IncludedBuilds.Select(i => i.Directory)
            .Concat(files.Request.Listing.Where(f => f.Parent != build.Directory && SettingsNames.Contains(f.FileName)).Select(f => f.Parent)).ToArray();
        foreach (var folder in files.Request.Listing
            .Where(f => ScriptNames.Contains(f.FileName) && f.IsWithin(build.Directory) && !known.Contains(f.Parent) && !IsInside(f.Parent, build.Directory))
            .Select(f => f.Parent).Distinct().Order())
        {
            if (!Array.Exists(others, folder.IsWithin))
            {
                build.Root.Children.Add(new GradleProject(build.Root, folder.FileName, folder) { IsIncluded = true });
            }
        }
    }

    /// <summary>Build logic, and sources, in which scripts are samples of tests.</summary>
    private static bool IsInside(RelativePath folder, RelativePath root) =>
        folder.Value[(root.IsRoot ? 0 : root.Value.Length + 1)..].Split('/') is var names && (names.Contains("buildSrc") || names.Contains("src"));
}
