using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Gradle.Manifests;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>The properties of projects, as Gradle looks them up: the project's own, those of its parents, and of properties files.</summary>
internal sealed class ProjectProperties(GradleBuild build, BuildFiles files, IReadOnlyDictionary<GradleProject, ProjectFacts> facts)
{
    public object? Find(ProjectFacts project, string name)
    {
        for (var at = project; ; at = facts[at.Project.Parent])
        {
            if (at.Extra.TryGetValue(name, out var extra))
            {
                return extra;
            }

            if (InFile(at.Project.Directory, name) is { } value)
            {
                return value;
            }

            if (at.Project.Parent is null)
            {
                return InFile(build.Directory, name);
            }
        }
    }

    /// <summary>The version that properties files give a project: the root's counts for all that have no other.</summary>
    public ScriptText? VersionOf(ProjectFacts project) => Given(project, "version");

    public ScriptText? GroupOf(ProjectFacts project) => Given(project, "group");

    public ScriptText? Given(ProjectFacts project, string name) => InFile(project.Project.Directory, name) ?? InFile(build.Directory, name);

    private ScriptText? InFile(RelativePath folder, string name) => files.Properties(folder.Combine(PropertiesFile.FileName))?.Find(name);
}
