using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;
using ReleaseKit.Engine.Ecosystems.Maven.Discovery;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>Reads what poms say beside names and versions. There are no lock files.</summary>
public sealed class MavenInspector : IInspector
{
    /// <summary>What Maven Central asks for (central.sonatype.org/publish/requirements), which parents may say for their children.</summary>
    private static readonly (string Element, string Name)[] Required =
        [("name", "name"), ("description", "description"), ("url", "url"), ("licenses", "licence"), ("developers", "developers"), ("scm", "scm")];

    /// <inheritdoc/>
    public ImmutableArray<InspectedPackage> Inspect(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var loader = new PomLoader(request.Files);
        var poms = request.Packages.Select(package => (Package: package, Pom: loader.Load(package.Manifest))).Where(p => p.Pom is not null).ToArray();
        loader.Relink(poms.Select(p => p.Pom!));
        return [.. poms.Select(p => Inspect(request, p.Package, loader.Load(p.Package.Manifest)!))];
    }

    /// <inheritdoc/>
    public InspectedLocks InspectLocks(InspectionRequest request) => new([], []);

    /// <inheritdoc/>
    public ImmutableArray<Diagnostic> InspectMembers(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var finder = new ReactorFinder(new DiscoveryRequest(request.Files, request.Listing, RelativePath.Root, _ => false), new PomLoader(request.Files));
        finder.Find();
        return
        [
            .. finder.Missing.DistinctBy(m => m.File.Locate(m.Module)).Select(m => ManifestCheckCodes.Members.At(
                m.File.Locate(m.Module), $"The module '{DisplayText.Line(m.Module.Text.Trim())}' has no pom that git knows or may know, so that Maven does not begin. Correct or remove it, or add the file.")),
        ];
    }

    private static InspectedPackage Inspect(InspectionRequest request, Package package, Pom pom)
    {
        bool Says(string name) => pom.Lineage.Any(p => p.File.Root.Element(name) is { } element && (element.Elements.Length > 0 || PomFile.TextOf(element) is not null));
        var names = Array.FindAll(Required, r => !Says(r.Element));
        var isCertain = pom.Lineage.Last().File.Parent is null;
        var place = new SourceLocation(pom.File.Path.Value, 1, 1);
        return new InspectedPackage
        {
            Package = package,
            NamesLicence = Says("licenses"),
            Lacks = isCertain ? [.. names.Where(n => n.Name is "description").Select(n => n.Name), .. Says("scm") || Says("url") ? Array.Empty<string>() : ["repository"]] : [],
            Metadata = isCertain && CentralPortal.IsPortal(request.Endpoint(package.Id).Registry) && names.Length > 0
                ? [ManifestCheckCodes.Refused.At(place, $"{package.Name} has no {string.Join(", ", names.Select(n => $"<{n.Element}>"))}, without which Maven Central takes nothing. Write what is missing into its pom, or into that of its parent.")]
                : [],
            Dependencies = [.. Judge(package, pom)],
        };
    }

    /// <summary>Users get neither snapshots, which repositories of releases do not have, nor files of this machine.</summary>
    private static IEnumerable<Diagnostic> Judge(Package package, Pom pom)
    {
        if (pom is { Parent: null, File.Parent: { } parent } && IsSnapshot(pom.Interpolate(parent.Version)))
        {
            yield return Snapshot(package, pom.File, parent.Element, $"its parent {parent.Artifact}");
        }

        foreach (var dependency in pom.Layers.SelectMany(layer => PomFile.ItemsOf(layer, "dependencies", "dependency")))
        {
            var name = ManagedVersions.NameOf(pom, dependency);
            var scope = pom.Interpolate(PomFile.TextOf(dependency.Element("scope")));
            if (scope == "system")
            {
                yield return ManifestCheckCodes.DoubtfulDependency.At(
                    pom.File.Source.Locate(new TextSpan(dependency.Span.Start, 0)), $"{package.Name} needs {DisplayText.Line(name)} from a file of this machine, which its users do not have. Depend on a version of it that a repository has.");
            }
            else if (scope != "test" && IsSnapshot(pom.Interpolate(PomFile.TextOf(dependency.Element("version")))) && !package.Dependencies.Any(d => d.Id.Name == name && d.Source == DependencySource.Workspace))
            {
                yield return Snapshot(package, pom.File, dependency, name);
            }
        }
    }

    private static Diagnostic Snapshot(Package package, PomFile file, XmlElementSyntax element, string what) => ManifestCheckCodes.Dependency.At(
        file.Source.Locate(new TextSpan(element.Span.Start, 0)),
        $"{package.Name} needs a snapshot of {DisplayText.Line(what)}, which changes and which repositories of releases do not have. Depend on a release of it.");

    private static bool IsSnapshot(string? version) => version?.EndsWith("-SNAPSHOT", StringComparison.OrdinalIgnoreCase) == true;
}
