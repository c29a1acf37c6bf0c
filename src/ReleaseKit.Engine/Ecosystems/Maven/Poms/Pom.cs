using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.Maven.Poms;

/// <summary>
/// A pom with what it inherits from the poms of the workspace: the values that Maven works with, as far as files tell. What only a
/// repository has, such as a parent from elsewhere, is unknown.
/// </summary>
internal sealed class Pom
{
    private const int DeepestNesting = 20;
    private static readonly string[] ProjectPrefixes = ["project.", "pom."];
    private readonly ImmutableDictionary<string, string> _userProperties;

    /// <summary>A pom in its place.</summary>
    /// <param name="file">As it is written.</param>
    /// <param name="parent">The pom of its parent; null when the workspace has none.</param>
    /// <param name="profiles">The profiles that are active.</param>
    /// <param name="userProperties">What <c>.mvn/maven.config</c> defines.</param>
    public Pom(PomFile file, Pom? parent, ImmutableArray<XmlElementSyntax> profiles, ImmutableDictionary<string, string> userProperties)
    {
        File = file;
        Parent = parent;
        Layers = [.. profiles.Reverse(), file.Root];
        _userProperties = userProperties;
        Group = Interpolate(file.TextOf("groupId")) ?? parent?.Group ?? Interpolate(file.Parent?.Group) ?? "";
        Artifact = Interpolate(file.TextOf("artifactId")) ?? "";
        VersionPlace = VersionPlace.Of(this);
    }

    public PomFile File { get; }

    public Pom? Parent { get; }

    /// <summary>What says something: the active profiles, and the project itself last.</summary>
    public ImmutableArray<XmlElementSyntax> Layers { get; }

    public string Group { get; }

    public string Artifact { get; }

    /// <summary>Where the version is declared; null when it is nowhere.</summary>
    public VersionPlace? VersionPlace { get; }

    /// <summary>The version; it holds <c>${…}</c> where a property is not defined.</summary>
    public string? Version => VersionPlace?.Value;

    public string Packaging => Interpolate(File.TextOf("packaging")) ?? "jar";

    /// <summary>The name of the package.</summary>
    public string Name => $"{Group}:{Artifact}";

    /// <summary>The pom and its ancestors, from the nearest on.</summary>
    public IEnumerable<Pom> Lineage
    {
        get
        {
            for (var pom = this; pom is not null; pom = pom.Parent)
            {
                yield return pom;
            }
        }
    }

    /// <summary>A text with its properties replaced, as this project sees them; null for null. What is not defined stays.</summary>
    public string? Interpolate(string? text) => text is null ? null : Interpolate(text, 0);

    /// <summary>Where a property of this project is defined, by itself or by an ancestor; null when it is in no pom.</summary>
    public (PomFile File, XmlElementSyntax Element)? FindProperty(string name)
    {
        foreach (var pom in Lineage)
        {
            foreach (var layer in pom.Layers)
            {
                if (layer.Element("properties")?.Elements.LastOrDefault(e => e.Name == name) is { } element)
                {
                    return (pom.File, element);
                }
            }
        }

        return null;
    }

    /// <summary>The value of a property; null when it is not defined.</summary>
    public string? Property(string name) => Property(name, 0);

    private string? Property(string name, int depth)
    {
        if (depth > DeepestNesting)
        {
            return null;
        }

        var text = _userProperties.GetValueOrDefault(name) ?? FindProperty(name)?.Element.Text.Trim();
        return text is null ? null : Interpolate(text, depth + 1);
    }

    private string Interpolate(string text, int depth)
    {
        var start = text.IndexOf("${", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var result = new System.Text.StringBuilder();
        var position = 0;
        for (; start >= 0; start = text.IndexOf("${", position, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
            {
                break;
            }

            var name = text[(start + 2)..end];
            result.Append(text, position, start - position).Append(OfProject(name) ?? Property(name, depth) ?? Unprefixed(name) ?? text[start..(end + 1)]);
            position = end + 1;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>What the project says of itself under a name with a prefix.</summary>
    private string? OfProject(string name)
    {
        var prefix = Array.Find(ProjectPrefixes, p => name.StartsWith(p, StringComparison.Ordinal));
        return prefix is null ? null : Unprefixed(name[prefix.Length..]);
    }

    private string? Unprefixed(string name) => name switch
    {
        "groupId" => Group,
        "artifactId" => Artifact,
        "version" => VersionPlace?.Value,
        "packaging" => Packaging,
        "parent.groupId" => File.Parent?.Group,
        "parent.artifactId" => File.Parent?.Artifact,
        "parent.version" => Parent?.Version ?? File.Parent?.Version,
        "basedir" or "multiModuleProjectDirectory" => ".",
        _ => null,
    };
}
