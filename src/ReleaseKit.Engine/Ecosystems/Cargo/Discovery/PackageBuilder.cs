using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>Makes packages, with their edges to each other, of the members that were found.</summary>
internal sealed class PackageBuilder(DiscoveryRequest request)
{
    private readonly HashSet<RelativePath> _listed = [.. request.Listing.Where(p => p.FileName == LockEditor.FileName)];
    private readonly RegistryNames _registries = new(request.Files);

    /// <summary>What is wrong with the members' values.</summary>
    public List<Diagnostic> Problems { get; } = [];

    public ImmutableArray<Package> Build(IReadOnlyCollection<CrateMember> members)
    {
        var named = members.Select(m => (Member: m, Name: NameOf(m.Manifest))).Where(m => m.Name is not null).ToArray();
        var edges = new EdgeReader(named.ToLookup(m => m.Name!, m => m.Member, StringComparer.Ordinal), request.Upstream);
        var packages = named.Select(m => ToPackage(m.Member, m.Name!, edges)).ToImmutableArray();
        Problems.AddRange(members.SelectMany(m => m.Manifest.Problems.Concat(m.Root.Problems)));
        return packages;
    }

    private static string? NameOf(CargoManifest manifest)
    {
        if (manifest.StringOf(manifest.Package, "name") is not { } name)
        {
            if (manifest.Package!["name"] is null)
            {
                manifest.Report(manifest.Package.Span, $"{manifest.Path}: the package has no 'name'.");
            }

            return null;
        }

        if (!CrateName.IsValid(name.Value))
        {
            manifest.Report(name.Span, $"{manifest.Path}: '{name.Value}' is not a package name; Cargo takes {CrateName.Rule}.");
            return null;
        }

        return name.Value;
    }

    private Package ToPackage(CrateMember member, string name, EdgeReader edges)
    {
        var (declaredIn, version) = VersionOf(member);
        var publication = Publication.Of(member);
        var registry = publication.Registry is { } named ? _registries.FindSparseIndex(named, member.Directory) : null;
        var reason = !publication.IsAllowed ? $"its {CargoManifest.FileName} says publish = {(member.Manifest.Package?["publish"] is TomlArray ? "[]" : "false")}"
            : version is null ? "it has no version"
            : publication.Registry is not null && registry is null
                ? $"it goes to the registry '{publication.Registry}', for which no .cargo/config.toml of this repository names a sparse index ([registries.{publication.Registry}] index = \"sparse+https://…\")"
                : null;
        return new Package
        {
            Id = new PackageId(CargoEcosystem.Id, name),
            Directory = member.Directory,
            Manifest = member.Manifest.Path,
            Version = version?.Value,
            VersionFile = declaredIn.Path,
            VersionLocation = version is null ? null : declaredIn.Source.Locate(version.Span),
            LockFile = _listed.Contains(member.LockFile) ? member.LockFile : null,
            Publishable = reason is null,
            IsPrivate = !publication.IsAllowed,
            NotPublishableReason = reason,
            Registry = registry,
            TokenVariable = registry is null ? null : RegistryRoute.Variable(publication.Registry!, "TOKEN"),
            Dependencies = edges.Of(member, name),
        };
    }

    private static (CargoManifest DeclaredIn, TomlString? Version) VersionOf(CrateMember member)
    {
        var manifest = member.Manifest;
        var inherits = CargoManifest.IsInherited(manifest.Package?["version"]);
        var declaredIn = inherits ? member.Root : manifest;
        var table = inherits ? member.Root.TableOf(member.Root.Workspace, "package") : manifest.Package;
        var version = declaredIn.StringOf(table, "version");
        if (inherits && version is null)
        {
            manifest.Report(manifest.Package!.Entry("version")!.KeySpan, $"{manifest.Path}: the version is inherited, yet {member.Root.Path} has no [workspace.package] version.");
        }
        else if (version is not null && !SemanticVersion.TryParse(version.Value, out _))
        {
            declaredIn.Report(version.Span, $"{declaredIn.Path}: '{version.Value}' is not a version; Cargo takes three numbers as in SemVer 2.0, such as 1.2.3 or 1.2.3-rc.1.");
            version = null;
        }

        return (declaredIn, version);
    }
}
