using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>Reads what pubspecs say beside names and versions, and whether lock files know the packages.</summary>
public sealed partial class DartInspector : IInspector
{
    /// <inheritdoc/>
    public ImmutableArray<InspectedPackage> Inspect(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. request.Packages.Select(package => Read(request, package) is { } manifest ? Inspect(request, package, manifest) : null).OfType<InspectedPackage>()];
    }

    /// <inheritdoc/>
    public InspectedLocks InspectLocks(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pairs = request.Packages.SelectMany(p => p.OtherLockFiles.Select(file => (File: file, Package: p))).ToArray();
        return new InspectedLocks(
            [.. pairs.Select(p => p.File).Distinct().Order()],
            [.. pairs.GroupBy(p => p.File).OrderBy(g => g.Key).SelectMany(g => Compare(request, g.Key, g.Select(p => p.Package))).DistinctBy(found => found.Package).Select(found => found.Problem)]);
    }

    /// <summary>The discovery itself refuses members that are not there.</summary>
    public ImmutableArray<Diagnostic> InspectMembers(InspectionRequest request) => [];

    private static InspectedPackage Inspect(InspectionRequest request, Package package, PubspecManifest manifest)
    {
        bool Says(string key) => manifest.Root?.FindScalar(key) is { IsNull: false };
        var names = request.In(package.Directory).Select(f => f.FileName).ToArray();
        var hasLicence = Array.Exists(names, LicenceFile().IsMatch);
        var place = new SourceLocation(manifest.Path.Value, 1, 1);
        return new InspectedPackage
        {
            Package = package,
            NamesLicence = hasLicence,
            Lacks =
            [
                .. Says("description") ? Array.Empty<string>() : ["description"],
                .. Says("repository") || Says("homepage") ? Array.Empty<string>() : ["repository"],
                .. Array.Exists(names, n => n.StartsWith("README", StringComparison.OrdinalIgnoreCase)) ? Array.Empty<string>() : ["readme"],
            ],
            Metadata =
            [
                .. hasLicence ? Array.Empty<Diagnostic>() : [ManifestCheckCodes.Refused.At(place, $"{package.Name} has no file LICENSE beside its pubspec.yaml, and pub takes no package without one.")],
                .. manifest.Root?.FindScalar("environment", "sdk") is { IsNull: false } ? Array.Empty<Diagnostic>() : [ManifestCheckCodes.Refused.At(place, $"{package.Name} does not say which SDK it needs, and pub takes no package without. Write 'environment:' with 'sdk: ^3.0.0' below it.")],
            ],
            Dependencies = [.. Dependencies.Of(manifest).Select(d => Judge(package, manifest, d)).OfType<Diagnostic>()],
        };
    }

    /// <summary>Users get what is hosted or part of an SDK, and nothing else.</summary>
    private static Diagnostic? Judge(Package package, PubspecManifest manifest, DeclaredDependency declared)
    {
        if (declared.Kind == DependencyKind.Dev)
        {
            return null;
        }

        var place = manifest.Source.Locate(declared.Span);
        var name = DisplayText.Line(declared.Name);
        var isSibling = package.Dependencies.Any(d => d.Id.Name == declared.Name && d is { Kind: DependencyKind.Runtime, Source: DependencySource.Workspace });
        return declared.Origin switch
        {
            DependencyOrigin.Git => ManifestCheckCodes.Dependency.At(place, $"{package.Name} needs {name} from a git repository, which pub does not publish. Depend on a version of it that is published."),
            DependencyOrigin.Path when !isSibling => ManifestCheckCodes.Dependency.At(
                place, $"{package.Name} needs {name} from a folder that holds no package of this workspace, so that its users cannot have it. Give it a version in the place of the path, or make it a development dependency."),
            DependencyOrigin.Path when declared.Range.Length > 0 => ManifestCheckCodes.DoubtfulDependency.At(
                place, $"{package.Name} gives {name} both a path and a version; the version is not moved, and users get the one that is pinned. Leave 'version' out."),
            _ => null,
        };
    }

    private static IEnumerable<(PackageId Package, Diagnostic Problem)> Compare(InspectionRequest request, RelativePath file, IEnumerable<Package> packages)
    {
        SourceText source;
        Dictionary<string, Yaml.YamlScalarSyntax> own;
        try
        {
            source = SourceText.Decode(file.Value, request.Files.Read(file));
            own = PubLock.Parse(source).Local().ToDictionary(l => l.Name, l => l.Version, StringComparer.Ordinal);
        }
        catch (ReleaseException)
        {
            yield break;
        }

        foreach (var package in packages)
        {
            if (own.TryGetValue(package.Name, out var version) && version.Value != package.Version)
            {
                yield return (package.Id, ManifestCheckCodes.LockStale.At(
                    source.Locate(version.Span), $"{file} has {package.Name} in version {DisplayText.Line(version.Value)}, and its manifest says {package.Version}. Run 'dart pub get' beside it and commit the result."));
            }
        }
    }

    private static PubspecManifest? Read(InspectionRequest request, Package package)
    {
        try
        {
            return PubspecManifest.Parse(package.Manifest, SourceText.Decode(package.Manifest.Value, request.Files.Read(package.Manifest)));
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    /// <summary>The names by which pub knows licences.</summary>
    [GeneratedRegex(@"^(([a-zA-Z0-9]+[-_])?(LICENSE|COPYING)|UNLICENSE)(\..*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex LicenceFile();
}
