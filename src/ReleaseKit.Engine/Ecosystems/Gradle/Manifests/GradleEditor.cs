using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Manifests;

/// <summary>Splices versions into scripts, properties files and version catalogues.</summary>
internal static class GradleEditor
{
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, once for each change whose old value is not there.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            var problem = change switch
            {
                VersionChange version => EditVersion(file, version, edits),
                RangeChange range => EditRange(file, range, edits),
                _ => throw new ArgumentException($"{change.GetType().Name} is no change of a file of Gradle.", nameof(changes)),
            };
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. edits.Distinct()];
    }

    private static Diagnostic? EditVersion(SourceText file, VersionChange change, List<TextEdit> edits)
    {
        if (VersionPlaces.Find(file, change.Package.Name, change.From) is { } old)
        {
            edits.AddRange(change.From == change.To ? [] : [new TextEdit(old, Written(file, change.To))]);
            return null;
        }

        return VersionPlaces.Find(file, change.Package.Name, change.To) is not null ? null : Changed(file, change, "no such version stands there alone");
    }

    private static string Written(SourceText file, string value) => file.Path.EndsWith(".properties", StringComparison.Ordinal) ? PropertiesFile.Escape(value) : value;

    private static Diagnostic? EditRange(SourceText file, RangeChange change, List<TextEdit> edits)
    {
        var places = (file.Path.EndsWith(".toml", StringComparison.Ordinal) ? OfCatalog(file, change.Dependency.Name) : OfScript(ScriptFile.Parse(file).Nodes, change.Dependency.Name)).ToArray();
        var old = Array.FindAll(places, p => p.Value == change.From);
        edits.AddRange(change.From == change.To ? [] : old.Select(p => new TextEdit(p.Span, change.To)));
        return old.Length > 0 || Array.Exists(places, p => p.Value == change.To) ? null
            : Changed(file, change, places.Length == 0 ? $"it does not name {DisplayText.Line(change.Dependency.Name)} with a version" : $"it says '{places[0].Value}'");
    }

    /// <summary>The versions with which a catalogue names the coordinates, or of what it refers to for them.</summary>
    private static IEnumerable<VersionPlace> OfCatalog(SourceText file, string coordinates) =>
        VersionCatalog.Parse(file).Libraries.Where(l => l.Coordinates == coordinates && l.Version.Length > 0).Select(l => PlaceOf(file, l.VersionNode!, l.Version)).Distinct();

    private static VersionPlace PlaceOf(SourceText file, TomlString node, string version)
    {
        var at = file.Text.AsSpan(node.Span.Start, node.Span.Length).LastIndexOf(version);
        return new VersionPlace(version, at < 0 ? node.Span : new TextSpan(node.Span.Start + at, version.Length), 0);
    }

    /// <summary>Texts <c>group:name:version</c>, and versions that stand beside a group and a name.</summary>
    private static IEnumerable<VersionPlace> OfScript(ImmutableArray<ScriptNode> nodes, string coordinates)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            if (node is { Kind: ScriptNodeKind.Text, IsPlain: true } && node.Text.StartsWith(coordinates + ":", StringComparison.Ordinal))
            {
                var rest = node.Text[(coordinates.Length + 1)..];
                var length = rest.IndexOfAny([':', '@']) is var end and >= 0 ? end : rest.Length;
                yield return new VersionPlace(rest[..length], new TextSpan(node.Span.Start + coordinates.Length + 1, length), 0);
            }

            if (node.IsName("group") && Named(nodes, i, "group") is { } group && Named(nodes, i, "name") is { } name && $"{group.Text}:{name.Text}" == coordinates && Named(nodes, i, "version") is { IsPlain: true } version)
            {
                yield return new VersionPlace(version.Text, version.Span, 0);
            }

            foreach (var place in OfScript(node.Children, coordinates))
            {
                yield return place;
            }
        }
    }

    /// <summary>The text of a named argument of the same statement.</summary>
    private static ScriptNode? Named(ImmutableArray<ScriptNode> nodes, int from, string name)
    {
        for (var i = from; i + 2 < nodes.Length && !nodes[i].Is(ScriptNodeKind.LineEnd); i++)
        {
            if (nodes[i].IsName(name) && (nodes[i + 1].IsSymbol(":") || nodes[i + 1].IsSymbol("=")) && nodes[i + 2].Is(ScriptNodeKind.Text))
            {
                return nodes[i + 2];
            }
        }

        return null;
    }

    /// <summary>The diagnostic for a file that does not say what a change replaces.</summary>
    private static Diagnostic Changed(SourceText file, ManifestChange change, string found)
    {
        var what = change is RangeChange range ? $"the version of {range.Dependency.Name} that {change.Package.Name} asks for" : $"the version of {change.Package.Name}";
        return ManifestCodes.Changed.At(
            new SourceLocation(file.Path), DisplayText.Line($"{file.Path} was to change {what} from '{change.From}' to '{change.To}', yet {found}; make a new plan."));
    }
}
