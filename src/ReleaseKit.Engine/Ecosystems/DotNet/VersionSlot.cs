using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>The place in an MSBuild file where a version stands: one element, or one for the prefix and one for the suffix.</summary>
/// <param name="Element">The version's element, or the prefix's.</param>
/// <param name="Suffix">The suffix's element; null when the version stands in one.</param>
internal sealed record VersionSlot(XmlElementSyntax Element, XmlElementSyntax? Suffix)
{
    private static readonly string[] Names = ["PackageVersion", "Version", "VersionPrefix"];

    /// <summary>
    /// Finds where a version is written, given nothing but its text: by the properties' meaning first, then as the only
    /// property with that value. Null when there is no such place, or when there are several.
    /// </summary>
    public static VersionSlot? Find(XmlDocumentSyntax document, string version)
    {
        var properties = PropertiesIn(document.Root).Where(element => element.Elements.IsEmpty).ToArray();
        return FindNamed(properties, version) switch
        {
            { Length: 1 } found => found[0],
            { Length: > 1 } => null,
            _ when properties.Where(element => TextOf(element) == version).Take(2).ToArray() is [var only] => new VersionSlot(only, null),
            _ => null,
        };
    }

    /// <summary>Every place where the version is written in a property that means a version.</summary>
    public static VersionSlot[] FindNamed(XmlDocumentSyntax document, string version) =>
        FindNamed(PropertiesIn(document.Root).Where(element => element.Elements.IsEmpty).ToArray(), version);

    private static VersionSlot[] FindNamed(XmlElementSyntax[] properties, string version)
    {
        foreach (var name in Names)
        {
            var found = properties.Where(element => element.Name == name && TextOf(element) == version).Select(element => new VersionSlot(element, null)).ToArray();
            if (found.Length > 0)
            {
                return found;
            }
        }

        return [.. properties.Where(element => element.Name == "VersionPrefix")
            .SelectMany(prefix => properties.Where(element => element.Name == "VersionSuffix").Select(suffix => new VersionSlot(prefix, suffix)))
            .Where(slot => $"{TextOf(slot.Element)}-{TextOf(slot.Suffix!)}" == version)];
    }

    /// <summary>Whether the file declares a version of its own in any of the ways that have a name.</summary>
    public static bool DeclaresVersion(XmlDocumentSyntax document) =>
        PropertiesIn(document.Root).Any(element => Names.Contains(element.Name, StringComparer.Ordinal) && TextOf(element).Length > 0);

    /// <summary>Whether the property means a version by its name, or one that does is made of it.</summary>
    public bool IsMeant(XmlDocumentSyntax document) => Names.Contains(Element.Name, StringComparer.Ordinal) || PropertiesIn(document.Root)
        .Any(property => Names.Contains(property.Name, StringComparer.Ordinal) && property.Text.Contains($"$({Element.Name})", StringComparison.OrdinalIgnoreCase));

    /// <summary>The splices that write another version here.</summary>
    public IEnumerable<TextEdit> Write(string version, SourceText source)
    {
        if (Suffix is null && (Element.Name != "VersionPrefix" || !version.Contains('-', StringComparison.Ordinal)))
        {
            return [XmlEditing.ReplaceText(Element, version)];
        }

        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var suffix = dash < 0 ? "" : version[(dash + 1)..];
        var edits = new List<TextEdit> { XmlEditing.ReplaceText(Element, dash < 0 ? version : version[..dash]) };
        if (Suffix is not null && TextOf(Suffix) != suffix)
        {
            edits.Add(XmlEditing.ReplaceText(Suffix, suffix));
        }
        else if (Suffix is null)
        {
            // The SDK puts the two together; a label inside the prefix would work as well, but would not read as one.
            edits.Add(new TextEdit(new TextSpan(Element.Span.End, 0), InsertionAfter(Element, $"<VersionSuffix>{suffix}</VersionSuffix>", source)));
        }

        return edits;
    }

    /// <summary>The property elements of a file, in order, those inside targets left out.</summary>
    public static IEnumerable<XmlElementSyntax> PropertiesIn(XmlElementSyntax container) => container.Elements.SelectMany(element => element.Name switch
    {
        "PropertyGroup" => element.Elements,
        "Choose" or "When" or "Otherwise" => PropertiesIn(element),
        _ => [],
    });

    private static string InsertionAfter(XmlElementSyntax element, string text, SourceText source)
    {
        var lineStart = source.Text.LastIndexOf('\n', element.Span.Start) + 1;
        var indentation = source.Text[lineStart..element.Span.Start];
        return string.IsNullOrWhiteSpace(indentation) && indentation.Length > 0 ? source.NewLine + indentation + text : text;
    }

    private static string TextOf(XmlElementSyntax element) => element.Text.Trim();
}
