using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>The words that a project's script has for the project and what is around it.</summary>
internal sealed class ProjectWords(GradleBuild build, BuildFiles files, IReadOnlyDictionary<GradleProject, ProjectFacts> facts, ProjectProperties properties)
{
    /// <summary>The version of a project that has none.</summary>
    public const string Unspecified = "unspecified";

    /// <summary>Whether a name is that of a source set.</summary>
    public static bool IsSourceSet(string name) => name == "test" || name.EndsWith("Main", StringComparison.Ordinal) || name.EndsWith("Test", StringComparison.Ordinal);

    /// <summary>What a word means in the script of a project; null when that is not known.</summary>
    public object? Of(ProjectFacts project, string name) => name switch
    {
        "project" or "this" => project,
        "rootProject" => facts[build.Root],
        "parent" => project.Project.Parent is { } parent ? facts[parent] : null,
        "name" => new ScriptText(project.Project.Name),
        "path" => new ScriptText(project.Project.Path),
        "version" => project.Version ?? (project.ComputesVersion ? null : properties.VersionOf(project) ?? new ScriptText(Unspecified)),
        "group" => project.Group ?? properties.GroupOf(project),
        "projectDir" => new ScriptFolder(project.Project.Directory),
        "rootDir" or "settingsDir" or "rootDirectory" => new ScriptFolder(build.Directory),
        "subprojects" => project.Project.Descendants.Select(p => (object?)facts[p]).ToArray(),
        "allprojects" => project.Project.Descendants.Prepend(project.Project).Select(p => (object?)facts[p]).ToArray(),
        "childProjects" or "children" => project.Project.Children.Select(p => (object?)facts[p]).ToArray(),
        "plugins" or "pluginManager" => new BuildBlock(BuildBlockKind.PluginContainer, project),
        "ext" or "extra" or "properties" or "extensions" => new BuildBlock(BuildBlockKind.Extra, project),
        "projects" => new AccessorPath(build, ""),
        _ => build.Catalogs.TryGetValue(name, out var path) && files.Catalog(path) is { } catalog ? new CatalogPath(catalog, "")
            : properties.Find(project, name) ?? (IsSourceSet(name) ? new SourceSetName(name) : null),
    };

    /// <summary>What a file holds.</summary>
    public ScriptText? TextOf(ScriptFolder folder)
    {
        if (files.Text(folder.Path) is not { } source)
        {
            return null;
        }

        var content = source.Text.AsSpan(source.ContentStart);
        var start = source.ContentStart + content.Length - content.TrimStart().Length;
        var value = content.Trim().ToString();
        return new ScriptText(value, source, new Core.Text.TextSpan(start, value.Length));
    }
}
