using System.Collections.Immutable;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.Maven.Manifests;

/// <summary>A place where a version can be written: one element, or several whose texts make it up.</summary>
/// <param name="Value">The version that is there.</param>
/// <param name="Element">The element that gets a new one.</param>
internal sealed record VersionSlot(string Value, XmlElementSyntax Element)
{
    /// <summary>Further elements that are part of the version, which are emptied: <c>changelist</c>.</summary>
    public ImmutableArray<XmlElementSyntax> Rest { get; init; } = [];

    /// <summary>The element that refers to them all, when fixed text in it is part of the version too; it keeps the first reference alone.</summary>
    public (XmlElementSyntax Element, string Text)? Reference { get; init; }

    /// <summary>The slot of an element that says the version itself.</summary>
    public static VersionSlot Of(XmlElementSyntax element) => new(element.Text.Trim(), element);

    /// <summary>The splices that write another version.</summary>
    public IEnumerable<TextEdit> Write(string version)
    {
        yield return XmlEditing.ReplaceText(Element, version);
        foreach (var element in Rest.Where(e => e.Text.Trim().Length > 0))
        {
            yield return XmlEditing.ReplaceText(element, "");
        }

        if (Reference is { } reference)
        {
            yield return XmlEditing.ReplaceText(reference.Element, reference.Text);
        }
    }
}
