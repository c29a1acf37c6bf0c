using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>Splices versions and ranges into project files, <c>Directory.Build.props</c> and <c>Directory.Packages.props</c>.</summary>
internal static class DotNetManifestEditor
{
    private static readonly string[] Specifications = ["Include", "Update"];
    private static readonly string[] VersionNames = ["VersionOverride", "Version"];

    /// <summary>The splices for one file.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, <c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var document = XmlDocumentSyntax.Parse(file);

        // Packages that share a version ask for the same splice.
        var edits = changes.SelectMany(change => Edit(document, change)).Distinct().OrderBy(edit => edit.Span.Start).ToImmutableArray();
        for (var i = 1; i < edits.Length; i++)
        {
            if (edits[i].Span.Start < edits[i - 1].Span.End || edits[i].Span == edits[i - 1].Span)
            {
                throw Changed(document, edits[i].Span, "Two packages that share one place are given different values. Release them with one version.");
            }
        }

        return edits;
    }

    private static IEnumerable<TextEdit> Edit(XmlDocumentSyntax document, ManifestChange change) => change switch
    {
        VersionChange version => EditVersion(document, version),
        RangeChange range => EditRange(document, range),
        _ => throw new ArgumentException($"{change.GetType().Name} is no change of a project file.", nameof(change)),
    };

    private static IEnumerable<TextEdit> EditVersion(XmlDocumentSyntax document, VersionChange change)
    {
        if (change.From.Length == 0)
        {
            return Insert(document, change);
        }

        if (VersionSlot.Find(document, change.From) is { } slot)
        {
            // A second time the version is written already, and another property that has the old one by chance is nobody's.
            return change.From == change.To || (!slot.IsMeant(document) && VersionSlot.FindNamed(document, change.To).Length > 0)
                ? []
                : slot.Write(change.To, document.Source);
        }

        return VersionSlot.Find(document, change.To) is not null
            ? []
            : throw Changed(document, document.Root.Span, $"{document.Source.Path} no longer declares the version {change.From} of {change.Package.Name} in one place. Plan again.");
    }

    private static IEnumerable<TextEdit> Insert(XmlDocumentSyntax document, VersionChange change)
    {
        if (VersionSlot.Find(document, change.To) is not null)
        {
            return [];
        }

        if (VersionSlot.DeclaresVersion(document))
        {
            throw Changed(document, document.Root.Span, $"{document.Source.Path} now declares a version, which the plan did not see. Plan again.");
        }

        var source = document.Source;
        if (document.Root.ElementsNamed("PropertyGroup").FirstOrDefault(group => group.Attribute("Condition") is null) is { } group)
        {
            return [XmlEditing.InsertElement(group, "Version", change.To, source)];
        }

        const string empty = "<PropertyGroup></PropertyGroup>";
        var edit = XmlEditing.InsertElement(document.Root, "PropertyGroup", "", source);
        return [edit with { Replacement = edit.Replacement.Replace(empty, $"<PropertyGroup><Version>{change.To}</Version></PropertyGroup>", StringComparison.Ordinal) }];
    }

    private static TextEdit[] EditRange(XmlDocumentSyntax document, RangeChange change)
    {
        var places = ItemsIn(document.Root)
            .Where(item => item.Name is "PackageReference" or "PackageVersion" or "GlobalPackageReference" && Names(item, change.Dependency.Name))
            .SelectMany(PlacesOf)
            .ToArray();
        var edits = places.Where(place => place.Value == change.From).Select(place => place.Write(change.To)).ToArray();
        if (edits.Length > 0)
        {
            return change.From == change.To ? [] : edits;
        }

        return places.Any(place => place.Value == change.To)
            ? []
            : throw Changed(
                document, document.Root.Span, $"{document.Source.Path} no longer asks for {change.Dependency.Name} {change.From}. Plan again.");
    }

    private static IEnumerable<(string Value, Func<string, TextEdit> Write)> PlacesOf(XmlElementSyntax item)
    {
        foreach (var name in VersionNames)
        {
            if (item.Attribute(name) is { } attribute)
            {
                yield return (attribute.Value.Trim(), value => XmlEditing.ReplaceAttribute(attribute, value));
            }

            foreach (var element in item.ElementsNamed(name).Where(element => element.TextSpan is not null))
            {
                yield return (element.Text.Trim(), value => XmlEditing.ReplaceText(element, value));
            }
        }
    }

    private static bool Names(XmlElementSyntax item, string id) => Specifications.Any(name =>
        item.Attribute(name)?.Value.Split(';', StringSplitOptions.TrimEntries).Contains(id, StringComparer.OrdinalIgnoreCase) == true);

    private static IEnumerable<XmlElementSyntax> ItemsIn(XmlElementSyntax container) => container.Elements.SelectMany(element => element.Name switch
    {
        "ItemGroup" => element.Elements,
        "Choose" or "When" or "Otherwise" => ItemsIn(element),
        _ => [],
    });

    private static ReleaseException Changed(XmlDocumentSyntax document, TextSpan span, string message) =>
        new(ManifestCodes.Changed.At(document.Source.Locate(new TextSpan(span.Start, 0)), message));
}
