using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Cargo.Discovery;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>Reads what <c>Cargo.toml</c> files say beside names and versions, and whether <c>Cargo.lock</c> knows the packages.</summary>
public sealed class CargoInspector : IInspector
{
    /// <inheritdoc/>
    public ImmutableArray<InspectedPackage> Inspect(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. request.Packages.Select(package => Read(request, package) is { } member ? Inspect(request, package, member) : null).OfType<InspectedPackage>()];
    }

    /// <inheritdoc/>
    public InspectedLocks InspectLocks(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var files = request.Packages.Select(p => p.LockFile).OfType<RelativePath>().Distinct().Order().ToImmutableArray();
        return new InspectedLocks(files, [.. files.SelectMany(file => Compare(request, file))]);
    }

    /// <summary>The discovery itself refuses members that are not there.</summary>
    public ImmutableArray<Diagnostic> InspectMembers(InspectionRequest request) => [];

    private static InspectedPackage Inspect(InspectionRequest request, Package package, CrateMember member)
    {
        var namesLicence = Says(member, "license") || Says(member, "license-file");
        var goesToCratesIo = Publication.Of(member).Registry is null;
        return new InspectedPackage
        {
            Package = package,
            NamesLicence = namesLicence,
            Lacks =
            [
                .. Says(member, "description") || goesToCratesIo ? Array.Empty<string>() : ["description"],
                .. Says(member, "repository") ? Array.Empty<string>() : ["repository"],
                .. Says(member, "readme") || request.In(package.Directory).Any(f => f.FileName.StartsWith("README", StringComparison.OrdinalIgnoreCase)) ? Array.Empty<string>() : ["readme"],
            ],
            Metadata = goesToCratesIo ? [.. Refused(package, member, Says(member, "description"), namesLicence)] : [],
            Dependencies = [.. DependencyTables.OfPackage(member.Manifest).Select(d => Judge(package, member, d)).OfType<Diagnostic>()],
        };
    }

    private static IEnumerable<Diagnostic> Refused(Package package, CrateMember member, bool hasDescription, bool namesLicence)
    {
        var place = member.Manifest.Source.Locate(member.Manifest.Package!.Span);
        if (!hasDescription)
        {
            yield return ManifestCheckCodes.Refused.At(place, $"{package.Name} has no description, and crates.io takes no crate without one. Write description = \"…\" into [package].");
        }

        if (!namesLicence)
        {
            yield return ManifestCheckCodes.Refused.At(place, $"{package.Name} names no licence, and crates.io takes no crate without one. Write license = \"…\", or license-file, into [package].");
        }
    }

    /// <summary>Cargo packages no dependency that only this repository has; those of development without a version it leaves out.</summary>
    private static Diagnostic? Judge(Package package, CrateMember member, DeclaredDependency written)
    {
        var (declared, source) = written.IsInherited
            ? (DependencyTables.OfWorkspace(member.Root).FirstOrDefault(d => d.Entry.Key == written.Entry.Key), member.Root.Source)
            : (written, member.Manifest.Source);
        if (declared is null || written.Kind == DependencyKind.Dev || declared.Range.Length > 0)
        {
            return null;
        }

        var place = source.Locate(declared.Span);
        var name = DisplayText.Line(declared.Name);
        return declared.Table?["git"] is not null
            ? ManifestCheckCodes.Dependency.At(place, $"{package.Name} needs {name} from a git repository alone, which cargo does not publish. Give it a version too, which its users get instead.")
            : declared.LocalPath is not null && !package.Dependencies.Any(d => d.Location == place && d.Source == DependencySource.Workspace)
                ? ManifestCheckCodes.Dependency.At(place, $"{package.Name} needs {name} from a folder that holds no package of this workspace, so that its users cannot have it. Give it a version, or make it a development dependency.")
                : null;
    }

    private static IEnumerable<Diagnostic> Compare(InspectionRequest request, RelativePath file)
    {
        SourceText source;
        ILookup<string, TomlString> own;
        try
        {
            source = SourceText.Decode(file.Value, request.Files.Read(file));
            own = (TomlDocument.Parse(source).Root.FindArray("package")?.Items ?? []).OfType<TomlTable>()
                .Where(e => e["source"] is null && e.FindString("version") is not null)
                .ToLookup(e => e.FindString("name")?.Value ?? "", e => e.FindString("version")!, StringComparer.Ordinal);
        }
        catch (ReleaseException)
        {
            yield break;
        }

        foreach (var package in request.Packages.Where(p => p.LockFile == file && !own[p.Name].Any(v => v.Value == p.Version)))
        {
            var found = own[package.Name].FirstOrDefault();
            yield return ManifestCheckCodes.LockStale.At(
                source.Locate(found?.Span ?? new TextSpan(0, 0)),
                $"{file} {(found is null ? $"does not know {package.Name}" : $"has {package.Name} in version {DisplayText.Line(found.Value)}, and its manifest says {package.Version}")}. Run 'cargo update --workspace' in {file.Parent} and commit the result.");
        }
    }

    /// <summary>Whether a member says something of itself, or inherits it.</summary>
    private static bool Says(CrateMember member, string key)
    {
        var value = member.Manifest.Package?[key];
        value = CargoManifest.IsInherited(value) ? member.Root.Workspace?.Find("package", key) : value;
        return value is TomlString { Value: var text } && text.Trim().Length > 0;
    }

    /// <summary>The package; null when it cannot be read any more.</summary>
    private static CrateMember? Read(InspectionRequest request, Package package)
    {
        try
        {
            return CrateReader.Find(request.Files, package.Directory) is { Manifest.Package: not null } member ? member : null;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
