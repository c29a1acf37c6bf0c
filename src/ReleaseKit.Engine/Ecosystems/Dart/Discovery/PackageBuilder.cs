using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Dart.Clients;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart.Discovery;

/// <summary>Makes packages, with their edges to each other, of the members that were found.</summary>
internal sealed class PackageBuilder(DiscoveryRequest request)
{
    private readonly ILookup<RelativePath, RelativePath> _locks = LocksByFolder(request);

    /// <summary>What is wrong with the members' values.</summary>
    public List<Diagnostic> Problems { get; } = [];

    public ImmutableArray<Package> Build(IReadOnlyCollection<PubMember> members)
    {
        var named = members.Select(m => (Member: m, Name: NameOf(m.Manifest))).Where(m => m.Name is not null).ToArray();
        var edges = new EdgeReader(named.ToLookup(m => m.Name!, m => m.Member, StringComparer.Ordinal), request.Files, request.Listing.ToHashSet(), request.Upstream);
        var packages = named.Select(m => ToPackage(m.Member, m.Name!, edges)).ToImmutableArray();
        Problems.AddRange(members.SelectMany(m => m.Manifest.Problems));
        return packages;
    }

    private static string? NameOf(PubspecManifest manifest)
    {
        if (manifest.Root is null)
        {
            return null;
        }

        if (manifest.TextOf(manifest.Root, "name") is not { } name)
        {
            manifest.Report(manifest.Root.Span, $"{manifest.Path}: the package has no 'name'.");
            return null;
        }

        if (!PubName.IsValid(name.Value))
        {
            manifest.Report(name.Span, $"{manifest.Path}: '{name.Value}' is not a package name; pub takes {PubName.Rule}.");
            return null;
        }

        return name.Value;
    }

    private Package ToPackage(PubMember member, string name, EdgeReader edges)
    {
        var manifest = member.Manifest;
        var version = VersionOf(manifest);
        var publication = Publication.Of(manifest);
        var reason = !publication.IsAllowed ? $"its {PubspecManifest.FileName} says publish_to: none" : version is null ? "it has no version" : null;
        return new Package
        {
            Id = new PackageId(DartEcosystem.Id, name),
            Directory = member.Directory,
            Manifest = manifest.Path,
            Version = version?.Value,
            VersionFile = manifest.Path,
            VersionLocation = version is null ? null : manifest.Source.Locate(version.Span),
            OtherLockFiles = [.. _locks[member.Directory].Distinct()],
            Publishable = reason is null,
            IsPrivate = !publication.IsAllowed,
            NotPublishableReason = reason,
            Registry = publication.Repository?.AbsoluteUri,
            TokenVariable = publication.Repository is { } repository ? PubRepository.TokenVariable(repository) : null,
            Dependencies = edges.Of(member, name),
        };
    }

    private static YamlScalarSyntax? VersionOf(PubspecManifest manifest)
    {
        var version = manifest.TextOf(manifest.Root, "version");
        if (version is not null && !SemanticVersion.TryParse(version.Value, out _))
        {
            manifest.Report(version.Span, $"{manifest.Path}: '{version.Value}' is not a version; pub takes three numbers as in SemVer 2.0, such as 1.2.3 or 1.2.3-rc.1.");
            return null;
        }

        return version;
    }

    /// <summary>The lock files that know a package from its folder, by that folder. A lock file that cannot be read holds nobody up.</summary>
    private static ILookup<RelativePath, RelativePath> LocksByFolder(DiscoveryRequest request)
    {
        var found = new List<(RelativePath Directory, RelativePath Lock)>();
        foreach (var path in request.Listing.Where(p => p.FileName == PubLock.FileName && request.Files.FileExists(p) && !request.Excluded(p.Parent)))
        {
            try
            {
                found.AddRange(PubLock.Parse(SourceText.Decode(path.Value, request.Files.Read(path))).Local().Select(l => (l.Directory, path)));
            }
            catch (ReleaseException)
            {
                // The check of lock files and the client itself tell.
            }
        }

        return found.ToLookup(f => f.Directory, f => f.Lock);
    }
}
