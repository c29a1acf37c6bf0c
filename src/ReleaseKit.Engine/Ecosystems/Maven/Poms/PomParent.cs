using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.Maven.Poms;

/// <summary>What <c>parent</c> of a pom says.</summary>
/// <param name="Element">The element.</param>
internal sealed record PomParent(XmlElementSyntax Element)
{
    public string Group => PomFile.TextOf(Element.Element("groupId")) ?? "";

    public string Artifact => PomFile.TextOf(Element.Element("artifactId")) ?? "";

    public string Version => PomFile.TextOf(Element.Element("version")) ?? "";

    /// <summary>The element with the version; null when there is none.</summary>
    public XmlElementSyntax? VersionElement => Element.Element("version");

    /// <summary>
    /// Where the parent's pom lies beside a pom: <c>../pom.xml</c> when nothing is said; null for one that comes from a repository,
    /// which an empty <c>relativePath</c> means, and for one outside of the workspace.
    /// </summary>
    public RelativePath? PathFrom(RelativePath directory)
    {
        var written = Element.Element("relativePath");
        var text = written is null ? "../" + PomFile.FileName : PomFile.TextOf(written);
        return text is not null && directory.TryCombine(text, out var path) ? path : null;
    }
}
