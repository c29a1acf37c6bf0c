using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.Maven.Poms;

/// <summary>One pom as it is written.</summary>
internal sealed class PomFile
{
    /// <summary>The name of a pom in a folder.</summary>
    public const string FileName = "pom.xml";

    private PomFile(RelativePath path, XmlDocumentSyntax document)
    {
        Path = path;
        Document = document;
        Parent = Root.Element("parent") is { } parent ? new PomParent(parent) : null;
    }

    public RelativePath Path { get; }

    public RelativePath Directory => Path.Parent;

    public SourceText Source => Document.Source;

    public XmlElementSyntax Root => Document.Root;

    /// <summary>What <c>parent</c> says; null when there is none.</summary>
    public PomParent? Parent { get; }

    private XmlDocumentSyntax Document { get; }

    /// <summary>Reads a pom.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MANIFEST-ENCODING</c>; <c>RK-MANIFEST-INVALID</c>: it is another kind of document.</exception>
    public static PomFile Parse(RelativePath path, SourceText source)
    {
        var document = XmlDocumentSyntax.Parse(source);
        return document.Root.Name == "project"
            ? new PomFile(path, document)
            : throw source.Error(ManifestCodes.Invalid, new TextSpan(document.Root.Span.Start, 0), $"{path} is no pom: its root is '{DisplayText.Line(document.Root.Name)}' and not 'project'.");
    }

    /// <summary>The trimmed text of an element of the project itself; null when it is absent or blank.</summary>
    public string? TextOf(string name) => TextOf(Root.Element(name));

    /// <summary>The trimmed text of an element; null when it is absent or blank.</summary>
    public static string? TextOf(XmlElementSyntax? element) => element?.Text.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The place of an element's text, or of the element where it has none.</summary>
    public SourceLocation Locate(XmlElementSyntax element) => Source.Locate(element.TextSpan ?? element.Span);

    /// <summary>The elements of a list, <c>dependencies</c> of <c>dependency</c>; none when it is absent.</summary>
    public static IEnumerable<XmlElementSyntax> ItemsOf(XmlElementSyntax? container, string list, string item) =>
        container?.Element(list)?.ElementsNamed(item) ?? [];

    /// <summary>Every profile.</summary>
    public ImmutableArray<XmlElementSyntax> Profiles => [.. ItemsOf(Root, "profiles", "profile")];
}
