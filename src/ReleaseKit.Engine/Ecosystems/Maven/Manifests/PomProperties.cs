using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Manifests;

/// <summary>The properties of one pom, with what refers to them there.</summary>
internal sealed partial class PomProperties
{
    private static readonly string[] Declarations = ["dependency", "plugin", "extension", "parent"];
    private readonly ImmutableArray<XmlElementSyntax> _all;
    private readonly PomFile _pom;

    public PomProperties(PomFile pom)
    {
        _pom = pom;
        _all = [.. pom.Profiles.Append(pom.Root).Select(layer => layer.Element("properties")).OfType<XmlElementSyntax>().SelectMany(p => p.Elements)];
    }

    /// <summary>Every element that names an artifact, wherever it stands.</summary>
    public static IEnumerable<XmlElementSyntax> DeclarationsIn(XmlElementSyntax element) =>
        element.Elements.SelectMany(child => Declarations.Contains(child.Name) ? DeclarationsIn(child).Prepend(child) : DeclarationsIn(child));

    /// <summary>The definitions of a property: several where profiles have their own.</summary>
    public IEnumerable<XmlElementSyntax> Named(string name) => _all.Where(p => p.Name == name);

    /// <summary>The property that a text is a mere reference to; null when it is more, or something else.</summary>
    public static string? ReferenceIn(string text) => Whole().Match(text) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>What the pom itself makes of a text; what it does not define stays.</summary>
    public string Interpolate(string text) => text.Contains("${", StringComparison.Ordinal)
        ? Any().Replace(text, match => Named(match.Groups["name"].Value).FirstOrDefault()?.Text.Trim() ?? match.Value)
        : text;

    /// <summary>The slot of a text that is made up of properties of this pom, and fixed text; null when one is not defined here.</summary>
    public VersionSlot? Compose(XmlElementSyntax reference)
    {
        var text = reference.Text.Trim();
        var parts = new List<XmlElementSyntax>();
        var value = new StringBuilder();
        var position = 0;
        foreach (Match match in Any().Matches(text))
        {
            if (Named(match.Groups["name"].Value).LastOrDefault() is not { } property)
            {
                return null;
            }

            parts.Add(property);
            value.Append(text, position, match.Index - position).Append(property.Text.Trim());
            position = match.Index + match.Length;
        }

        value.Append(text, position, text.Length - position);
        var hasFixedText = Any().Replace(text, "").Length > 0;
        return parts.Count == 0 ? null : parts[0].Text.Contains("${", StringComparison.Ordinal) ? Compose(parts[0])
            : new VersionSlot(value.ToString(), parts[0]) { Rest = [.. parts.Skip(1)], Reference = hasFixedText ? (reference, Any().Match(text).Value) : null };
    }

    /// <summary>
    /// The properties with a value that may stand for an artifact, although nothing in this pom says so: those that are called like
    /// it, or else the only one that stands for nothing else.
    /// </summary>
    public IReadOnlyList<XmlElementSyntax> Likely(string artifact, params ReadOnlySpan<string> values)
    {
        var wanted = values.ToArray();
        var candidates = _all.Where(p => wanted.Contains(p.Text.Trim()) && !StandsForAnother(p.Name, artifact)).ToArray();
        var called = Array.FindAll(candidates, p => IsCalled(p.Name, artifact));
        return called.Length > 0 ? called : candidates.Select(c => c.Name).Distinct().Count() == 1 ? candidates : Array.FindAll(candidates, p => p.Name == "revision");
    }

    /// <summary>The properties that are called like an artifact, with one of the values.</summary>
    public IReadOnlyList<XmlElementSyntax> Called(string artifact, params ReadOnlySpan<string> values)
    {
        var wanted = values.ToArray();
        return [.. _all.Where(p => wanted.Contains(p.Text.Trim()) && IsCalled(p.Name, artifact))];
    }

    private static bool IsCalled(string property, string artifact) => Plain(property).Contains(Plain(artifact), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);

    private bool StandsForAnother(string property, string artifact)
    {
        var users = DeclarationsIn(_pom.Root).Where(d => PomFile.TextOf(d.Element("version")) == $"${{{property}}}").Select(d => Interpolate(PomFile.TextOf(d.Element("artifactId")) ?? "")).ToArray();
        return users.Length > 0 && !users.Contains(artifact);
    }

    [GeneratedRegex(@"^\$\{(?<name>[^}]+)\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Any();
}
