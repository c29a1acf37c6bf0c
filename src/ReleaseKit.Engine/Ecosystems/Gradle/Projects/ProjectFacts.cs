using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>What scripts and properties say about one project.</summary>
/// <param name="project">The project.</param>
internal sealed class ProjectFacts(GradleProject project)
{
    public GradleProject Project => project;

    public ScriptText? Group { get; set; }

    public ScriptText? Version { get; set; }

    /// <summary>Whether a version is said that cannot be told by reading.</summary>
    public bool ComputesVersion { get; set; }

    /// <summary>The plugins that are applied.</summary>
    public HashSet<string> Plugins { get; } = new(StringComparer.Ordinal);

    /// <summary>Properties that scripts set with <c>ext</c>.</summary>
    public Dictionary<string, object?> Extra { get; } = new(StringComparer.Ordinal);

    /// <summary>What publications say in the place of the project's own coordinates; null where they do not.</summary>
    public List<PublicationFacts> Publications { get; } = [];

    public List<DeclaredNeed> Needs { get; } = [];

    /// <summary>What runs once a plugin is applied.</summary>
    public List<(string Plugin, ScriptNode Block, ScriptScope Scope)> Deferred { get; } = [];

    /// <summary>Gives a property of the project; null is a value that cannot be told.</summary>
    public void Set(string name, ScriptText? value)
    {
        switch (name)
        {
            case "version":
                (Version, ComputesVersion) = (value, value is null);
                break;
            case "group":
                Group = value ?? Group;
                break;
        }
    }

    /// <summary>Whether some plugin publishes to Maven repositories.</summary>
    public bool Publishes => Plugins.Overlaps(PublishingPlugins.Ids);
}

/// <summary>One publication.</summary>
internal sealed class PublicationFacts
{
    public ScriptText? Group { get; set; }

    public ScriptText? Artifact { get; set; }

    public ScriptText? Version { get; set; }

    /// <summary>Gives a property of the publication; null is a value that cannot be told.</summary>
    public void Set(string name, ScriptText? value)
    {
        switch (name)
        {
            case "groupId":
                Group = value;
                break;
            case "artifactId":
                Artifact = value;
                break;
            case "version":
                Version = value;
                break;
        }
    }
}

/// <summary>A dependency as a script declares it.</summary>
/// <param name="Configuration">The configuration, with the name of its source set in front.</param>
/// <param name="Project">The project of the same build; null for coordinates.</param>
/// <param name="Coordinates"><c>group:name</c>; empty for projects.</param>
/// <param name="Range">The version as it is written; empty when none is.</param>
/// <param name="Location">Its place.</param>
internal sealed record DeclaredNeed(string Configuration, GradleProject? Project, string Coordinates, string Range, SourceLocation Location)
{
    /// <summary>Whether the version is put together, so that it is none that could be edited.</summary>
    public bool IsComputed { get; init; }

    /// <summary>Whether a platform is taken.</summary>
    public bool IsPlatform { get; init; }

    /// <summary>Whether a version is constrained, as platforms do.</summary>
    public bool IsConstraint { get; init; }

    /// <summary>The file that holds the range.</summary>
    public RelativePath DeclaredIn => RelativePath.Parse(Location.File);
}
