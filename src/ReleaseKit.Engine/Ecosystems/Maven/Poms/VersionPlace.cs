using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.Maven.Poms;

/// <summary>Where a version is written: in an element, or in the property that the element refers to.</summary>
/// <param name="File">The pom that declares it.</param>
/// <param name="Element">The element with the text; that of the first property where several make the version up.</param>
/// <param name="Written">What the element that was asked about says: <c>${revision}</c>, <c>1.2.0</c>.</param>
/// <param name="Value">The version.</param>
internal sealed partial record VersionPlace(PomFile File, XmlElementSyntax Element, string Written, string Value)
{
    private static readonly string[] OwnVersion = ["project.version", "pom.version", "version"];
    private static readonly string[] ParentVersion = ["project.parent.version", "pom.parent.version", "parent.version"];

    /// <summary>The place in the file.</summary>
    public SourceLocation Location => File.Locate(Element);

    /// <summary>Whether a release can write it here: it is not what a parent from elsewhere says.</summary>
    public bool IsOwn { get; init; } = true;

    /// <summary>Where the version of a project is declared; null when nothing says one.</summary>
    public static VersionPlace? Of(Pom pom)
    {
        if (pom.File.Root.Element("version") is { } own && PomFile.TextOf(own) is not null)
        {
            return Resolve(pom, pom.File, own, 0);
        }

        return pom.Parent is { } parent ? parent.VersionPlace
            : pom.File.Parent?.VersionElement is { } inherited && PomFile.TextOf(inherited) is not null ? Resolve(pom, pom.File, inherited, 0) with { IsOwn = false }
            : null;
    }

    /// <summary>Where the version that an element refers to is declared, as a project sees it.</summary>
    /// <param name="context">The project.</param>
    /// <param name="file">The pom with the element, its own or an ancestor's.</param>
    /// <param name="element">The element.</param>
    public static VersionPlace Of(Pom context, PomFile file, XmlElementSyntax element) => Resolve(context, file, element, 0);

    private static VersionPlace Resolve(Pom context, PomFile file, XmlElementSyntax element, int depth)
    {
        var text = element.Text.Trim();
        var value = context.Interpolate(text)!;
        var place = new VersionPlace(file, element, text, value);
        if (depth > 10 || FirstReference().Match(text) is not { Success: true } reference)
        {
            return place;
        }

        var name = reference.Groups["name"].Value;
        var target =
            OwnVersion.Contains(name) ? context.VersionPlace
            : ParentVersion.Contains(name) ? context.Parent?.VersionPlace
            : context.FindProperty(name) is { } property ? Resolve(context, property.File, property.Element, depth + 1)
            : null;
        return target is null ? place : target with { Written = text, Value = value };
    }

    /// <summary>A text that begins with a property; what follows is made up of further ones or fixed.</summary>
    [GeneratedRegex(@"^\$\{(?<name>[^}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex FirstReference();
}
