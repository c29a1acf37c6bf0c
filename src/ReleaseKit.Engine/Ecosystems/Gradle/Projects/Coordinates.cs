using ReleaseKit.Engine.Ecosystems.Gradle.Manifests;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>Under what a project is published.</summary>
/// <param name="Group">Its group; null when none is told.</param>
/// <param name="Artifact">Its name in that group.</param>
/// <param name="Version">Its version; null when none can be told.</param>
internal sealed record Coordinates(ScriptText? Group, ScriptText Artifact, ScriptText? Version)
{
    /// <summary>The properties of plugins that publish by them.</summary>
    public static Coordinates Of(ProjectFacts facts, ProjectProperties properties)
    {
        var reads = PublishingPlugins.ReadsProperties(facts.Plugins);
        ScriptText? Property(string name) => reads ? properties.Find(facts, name) as ScriptText : null;
        var own = facts.Publications.Exists(p => p.Artifact is null) ? null : facts.Publications.FirstOrDefault(p => p.Artifact is not null);
        own ??= facts.Publications.Count == 1 ? facts.Publications[0] : null;
        return new Coordinates(
            Given(own?.Group) ?? Given(facts.Group) ?? Given(properties.GroupOf(facts)) ?? Property("GROUP"),
            Given(own?.Artifact) ?? Property("POM_ARTIFACT_ID") ?? new ScriptText(facts.Project.Name),
            own?.Version ?? facts.Version ?? (facts.ComputesVersion ? null : properties.VersionOf(facts) ?? Property("VERSION_NAME")));
    }

    /// <summary>Whether a name may stand in a repository's paths.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 200 && (char.IsAsciiLetterOrDigit(name[0]) || name[0] == '_') && !name.Contains("..", StringComparison.Ordinal) && name[^1] != '.' &&
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static ScriptText? Given(ScriptText? text) => text is { Value.Length: > 0 } ? text : null;
}
