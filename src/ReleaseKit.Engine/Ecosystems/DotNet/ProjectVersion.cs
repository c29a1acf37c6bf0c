using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>The version a project's package gets, and where it is written.</summary>
/// <param name="Version">The version; null when none is declared or a tool computes it.</param>
/// <param name="File">The file to write a version into.</param>
/// <param name="Location">Where it stands; null when it stands nowhere yet.</param>
/// <param name="Unsupported">Why it cannot be raised, for people; null when it can.</param>
internal sealed record ProjectVersion(string? Version, RelativePath File, SourceLocation? Location, string? Unsupported)
{
    /// <summary>How the version is told by tags; null where a file holds it.</summary>
    public MinVerVersion? Tags { get; init; }

    /// <summary>Reads the version of a project that is packed.</summary>
    /// <param name="project">The project.</param>
    /// <param name="read">Parses a file of the workspace.</param>
    public static ProjectVersion Of(EvaluatedProject project, Func<RelativePath, XmlDocumentSyntax> read)
    {
        var tool = project.PackageReferences.Select(reference => WellKnownPackages.VersioningTool(reference.Include)).FirstOrDefault(name => name is not null);
        if (MinVerVersion.Of(project) is { } tags && tool == MinVerVersion.Package && !MinVerVersion.IsSkipped(project))
        {
            return new ProjectVersion(tags.First, project.Path, new SourceLocation(project.Path.Value, 1, 1), null) { Tags = tags };
        }

        if (tool is not null && !(tool == MinVerVersion.Package && MinVerVersion.IsSkipped(project)))
        {
            return new ProjectVersion(null, project.Path, null, $"its version is computed by {tool} while it builds; remove {tool} to let releases set it");
        }

        var version = project["PackageVersion"];
        var text = version.Value.Trim();
        if (version.Location is null && version.Origin is null)
        {
            // Nothing in the workspace sets it: 1.0.0 is the SDK's word for "not said".
            return text is "1.0.0" or ""
                ? new ProjectVersion(null, project.Path, null, null)
                : new ProjectVersion(text, project.Path, null, $"its version {text} comes from outside the workspace's files");
        }

        var origin = version.Origin;
        if (origin is null)
        {
            return new ProjectVersion(text, project.Path, version.Location, $"its version {text} is computed at {version.Location}; write it as one literal to let releases raise it");
        }

        var reason = version.Suffix is { } suffix && suffix.File != origin.File
            ? $"its version {text} is split over {origin.File} and {suffix.File}; write it in one file"
            : IsFound(read(origin.File), text, version) ? null
            : $"its version {text} at {origin.Location} cannot be told from others in that file; write it as <Version> there";
        return new ProjectVersion(text, origin.File, origin.Location, reason);
    }

    /// <summary>Edits find a version by its text alone; what they would find must be what the build uses.</summary>
    private static bool IsFound(XmlDocumentSyntax document, string text, EvaluatedProperty version) =>
        VersionSlot.Find(document, text) is { } slot &&
        document.Source.Locate(slot.Element.TextSpan ?? slot.Element.Span) == version.Origin!.Location &&
        (slot.Suffix is null ? null : document.Source.Locate(slot.Suffix.TextSpan ?? slot.Suffix.Span)) == version.Suffix?.Location;
}
