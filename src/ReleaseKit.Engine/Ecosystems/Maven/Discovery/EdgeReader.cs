using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>
/// Makes edges of references. A project of the workspace is meant when its version is the one that is asked for, as in a reactor;
/// another version comes from a repository.
/// </summary>
internal sealed class EdgeReader(IReadOnlyDictionary<string, Pom> members, ReferenceReader references, IReadOnlyDictionary<PackageId, string> upstream)
{
    private static readonly MavenVersionScheme Versions = new();

    /// <summary>The edges of a project to others of the workspace.</summary>
    /// <param name="pom">The project.</param>
    /// <param name="managed">Gets the edges of mere management, which may lead in a circle.</param>
    public IEnumerable<Dependency> Of(Pom pom, ICollection<Dependency> managed)
    {
        var edges = new List<Dependency>();
        foreach (var reference in references.Of(pom))
        {
            if (!members.ContainsKey(reference.Name) && upstream.ContainsKey(new PackageId(MavenEcosystem.Id, reference.Name)) && ToOther(reference) is { } other)
            {
                edges.Add(other);
            }
            else if (reference.Name != pom.Name && members.TryGetValue(reference.Name, out var target) && ToEdge(reference, target) is { } edge)
            {
                if (!reference.IsManagement)
                {
                    edges.Add(edge);
                }
                else if (!edges.Exists(e => e.Location == edge.Location) && (edge.Kind == DependencyKind.Runtime || IsWritten(edge)) && (IsWritten(edge) || !target.Lineage.Contains(pom)))
                {
                    managed.Add(edge);
                }
            }
        }

        return edges.Distinct();
    }

    /// <summary>The edge that lets a release through and orders nothing, because the other way round there is an order already.</summary>
    public static Dependency WithoutOrder(Dependency edge) => edge with { Kind = DependencyKind.Dev, Rule = new PropagationRule(PropagationTrigger.Always) };

    private static bool IsWritten(Dependency edge) => edge.Range.Length > 0 && !edge.Range.Contains("${", StringComparison.Ordinal);

    /// <summary>The edge to a project of another repository; null where nothing says a version, as a bill of materials from elsewhere does.</summary>
    private static Dependency? ToOther(Reference reference)
    {
        if (reference.Version is not { } declared)
        {
            return null;
        }

        var place = VersionPlace.Of(declared.Context, declared.File, declared.Element);
        return new Dependency(
            new PackageId(MavenEcosystem.Id, reference.Name), place.Element.Text.Trim() == place.Value ? place.Value : declared.Element.Text.Trim(), reference.Kind, DependencySource.Registry, place.File.Path, place.Location);
    }

    private static Dependency? ToEdge(Reference reference, Pom target)
    {
        var id = new PackageId(MavenEcosystem.Id, target.Name);
        if (reference.Version is not { } declared)
        {
            return reference.IsManagement ? null : new Dependency(id, "", reference.Kind, DependencySource.Workspace, reference.File.Path, reference.File.Locate(reference.Element) with { });
        }

        var place = VersionPlace.Of(declared.Context, declared.File, declared.Element);
        var source = Accepts(place.Value, target.Version) ? DependencySource.Workspace : DependencySource.Registry;
        var isFollowing = place.Value.Contains("${", StringComparison.Ordinal) || place.Element.Text.Trim() != place.Value || place.Element == target.VersionPlace?.Element || IsOwnVersion(reference.Context, place, declared);
        return isFollowing
            ? new Dependency(id, RangeOf(reference, declared), reference.Kind, source, declared.File.Path, declared.File.Locate(declared.Element))
            : new Dependency(id, place.Value, reference.Kind, source, place.File.Path, place.Location);
    }

    /// <summary>Whether the version of the project itself stands for that of another.</summary>
    private static bool IsOwnVersion(Pom context, VersionPlace place, DeclaredVersion declared) => place.Element == context.VersionPlace?.Element && place.Element != declared.Element;

    /// <summary>The text, or nothing for a parent whose property the flatten plugin replaces while it is packed.</summary>
    private static string RangeOf(Reference reference, DeclaredVersion declared) =>
        reference.Element.Name == "parent" && UsesFlatten(reference.Context) ? "" : declared.Element.Text.Trim();

    private static bool UsesFlatten(Pom pom) => pom.Lineage.SelectMany(p => p.Layers)
        .SelectMany(layer => PomFile.ItemsOf(layer.Element("build"), "plugins", "plugin"))
        .Any(plugin => PomFile.TextOf(plugin.Element("artifactId")) is "flatten-maven-plugin" or "flattener-maven-plugin");

    private static bool Accepts(string wanted, string? version) =>
        wanted == version || version is null || wanted.Contains("${", StringComparison.Ordinal) || (wanted.Length > 0 && wanted[0] is '[' or '(' && Versions.Satisfies(version, wanted) == true);
}
