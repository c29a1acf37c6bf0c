using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Manifests;

/// <summary>Finds where a pom says in which version it needs another project.</summary>
internal static class RangeSlots
{
    private const string PluginGroup = "org.apache.maven.plugins";

    /// <summary>The slots that may hold it.</summary>
    public static IReadOnlyList<VersionSlot> Of(PomFile pom, RangeChange change)
    {
        var colon = change.Dependency.Name.IndexOf(':', StringComparison.Ordinal);
        var (group, artifact) = (change.Dependency.Name[..colon], change.Dependency.Name[(colon + 1)..]);
        var properties = new PomProperties(pom);
        var slots = PomProperties.DeclarationsIn(pom.Root).Where(d => Names(d, group, artifact, properties)).SelectMany(d => SlotsOf(d, change, properties)).Distinct().ToArray();
        return Array.Exists(slots, slot => slot.Value == change.From || slot.Value == change.To) ? slots
            : [.. slots, .. properties.Likely(artifact, change.From, change.To).Select(VersionSlot.Of)];
    }

    private static IEnumerable<VersionSlot> SlotsOf(XmlElementSyntax declaration, RangeChange change, PomProperties properties)
    {
        if (declaration.Element("version") is not { TextSpan: not null } version)
        {
            yield break;
        }

        // A pin replaces the reference itself.
        if (version.Text.Trim() is var text && (text == change.From || PomProperties.ReferenceIn(text) is not { } name))
        {
            yield return VersionSlot.Of(version);
            yield break;
        }

        foreach (var property in properties.Named(name))
        {
            yield return VersionSlot.Of(property);
        }
    }

    private static bool Names(XmlElementSyntax declaration, string group, string artifact, PomProperties properties)
    {
        var writtenGroup = PomFile.TextOf(declaration.Element("groupId")) is { } text ? properties.Interpolate(text) : declaration.Name == "plugin" ? PluginGroup : "";
        var writtenArtifact = properties.Interpolate(PomFile.TextOf(declaration.Element("artifactId")) ?? "");

        // What is defined elsewhere, such as the group of the project, is taken to be what was found there.
        return (writtenArtifact == artifact || writtenArtifact.Contains("${", StringComparison.Ordinal)) &&
            (writtenGroup == group || writtenGroup.Contains("${", StringComparison.Ordinal));
    }
}
