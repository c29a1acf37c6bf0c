using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Manifests;

/// <summary>Finds where a pom holds the version of a project: its own, one that inherits it, or one that takes it from a property.</summary>
internal static class VersionSlots
{
    /// <summary>The slots that may hold it.</summary>
    public static IReadOnlyList<VersionSlot> Of(PomFile pom, VersionChange change)
    {
        var artifact = change.Package.Name[(change.Package.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var properties = new PomProperties(pom);
        var own = Own(pom, properties);
        var isOwn = properties.Interpolate(pom.TextOf("artifactId") ?? "") == artifact;
        if (!isOwn && properties.Called(artifact, change.From, change.To) is { Count: > 0 } called)
        {
            return [.. called.Select(VersionSlot.Of)];
        }

        return own is not null && (isOwn || own.Value == change.From || own.Value == change.To) ? [own]
            : properties.Likely(artifact, change.From, change.To) is { Count: > 0 } likely ? [.. likely.Select(VersionSlot.Of)]
            : own is null ? [] : [own];
    }

    private static VersionSlot? Own(PomFile pom, PomProperties properties) => pom.Root.Element("version") is not { } version || PomFile.TextOf(version) is not { } text ? null
        : text.Contains("${", StringComparison.Ordinal) ? properties.Compose(version)
        : VersionSlot.Of(version);
}
