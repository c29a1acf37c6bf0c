using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Inspection;

/// <summary>What one <c>package.json</c> says beside name and version.</summary>
internal sealed class ManifestInspection(InspectionRequest request, Package package, PackageManifest manifest)
{
    /// <summary>Scripts that run before a package is packed, and may make its files.</summary>
    private static readonly string[] PackingScripts = ["prepublishOnly", "prepack", "prepare", "prepublish"];

    private static readonly string[] EntrySuffixes = ["", ".js", ".json", ".node", ".cjs", ".mjs", "/index.js", "/index.json", "/package.json"];
    private static readonly string[] BundleFields = ["bundleDependencies", "bundledDependencies"];
    private static readonly string[] Forges = ["github:", "gitlab:", "bitbucket:", "gist:", "git@", "git:"];

    public InspectedPackage Run()
    {
        var root = manifest.Root;
        return new InspectedPackage
        {
            Package = package,
            NamesLicence = IsText(root["license"]) || IsText(root.Find("license", "type")) || root["licenses"] is JsonArraySyntax { Items.IsEmpty: false },
            Lacks =
            [
                .. IsText(root["description"]) ? Array.Empty<string>() : ["description"],
                .. IsText(root["repository"]) || IsText(root.Find("repository", "url")) ? Array.Empty<string>() : ["repository"],
                .. request.In(package.Directory).Any(f => f.FileName.StartsWith("README", StringComparison.OrdinalIgnoreCase)) ? Array.Empty<string>() : ["readme"],
            ],
            Metadata = [.. MissingEntries(), .. RestrictedAccess()],
            Dependencies = [.. manifest.ReadDependencies([]).Where(d => d.Kind != DependencyKind.Dev).Select(Judge).OfType<Diagnostic>()],
            Leftovers = root["files"] is null ? [.. request.In(package.Directory).Where(IsOwnTarball)] : [],
        };
    }

    private static bool IsText(JsonValueSyntax? value) => value is JsonStringSyntax { Value: var text } && text.Trim().Length > 0;

    private bool IsOwnTarball(RelativePath file) =>
        file.FileName.EndsWith(".tgz", StringComparison.Ordinal) &&
        file.FileName.StartsWith(NpmPackageName.TarballFileName(package.Name, "").Replace(".tgz", "", StringComparison.Ordinal), StringComparison.Ordinal);

    /// <summary>What a package offers to load has to be there by the time it is packed: now, unless a script of packing makes it.</summary>
    private IEnumerable<Diagnostic> MissingEntries()
    {
        if (PackingScripts.Any(script => manifest.Root.FindString("scripts", script) is not null) || manifest.Root.Find("publishConfig", "directory") is not null)
        {
            yield break;
        }

        var bins = manifest.Root["bin"] is JsonObjectSyntax several ? several.Members.Select(m => (JsonValueSyntax?)m.Value) : [manifest.Root["bin"]];
        foreach (var entry in bins.Prepend(manifest.Root["main"]).OfType<JsonStringSyntax>().Where(e => !Exists(e.Value)))
        {
            yield return ManifestCheckCodes.Poor.At(
                manifest.Locate(entry),
                $"{package.Name} offers '{DisplayText.Line(entry.Value)}', which is not there, and no script of packing (such as prepack) makes it. Build before the release, add the script, or correct the name.");
        }
    }

    /// <summary>A new scoped package is private unless somebody says otherwise, and private ones have to be paid for.</summary>
    private IEnumerable<Diagnostic> RestrictedAccess() =>
        package.Name.StartsWith('@') && request.IsNew(package.Id) && manifest.Root.Find("publishConfig", "access") is null && request.Endpoint(package.Id).Registry.Host == NpmRegistry.PublicHost
            ? [ManifestCheckCodes.Poor.At(
                new SourceLocation(package.Manifest.Value),
                $"{package.Name} is new, and npm takes a new scoped package for a private one, which has to be paid for. Set \"publishConfig\": {{ \"access\": \"public\" }}, or \"restricted\" if that is meant.")]
            : [];

    private bool Exists(string entry) => EntrySuffixes.Any(suffix =>
        package.Directory.TryCombine(entry + suffix, out var path) && (request.Files.FileExists(path) || path == package.Directory)) ||
        (package.Directory.TryCombine(entry, out var folder) && request.Files.FileExists(folder.Combine("index.js")));

    private Diagnostic? Judge(DependencyEntry entry)
    {
        var specifier = DependencySpecifier.Parse(entry.Specifier);
        var (name, written) = (DisplayText.Line(entry.Name), DisplayText.Line(entry.Specifier));
        if (entry.Name == package.Name && entry.Kind == DependencyKind.Runtime)
        {
            return ManifestCheckCodes.DoubtfulDependency.At(entry.Location, $"{package.Name} depends on itself. Remove the entry; a package can import itself by its own name.");
        }

        var isMember = package.Dependencies.Any(d => d.Location == entry.Location);
        return specifier.Kind switch
        {
            SpecifierKind.Path or SpecifierKind.Workspace when !isMember && !IsBundled(entry.Name) => ManifestCheckCodes.Dependency.At(
                entry.Location, $"{package.Name} needs {name} from '{written}', which is no package of this workspace, so that its users cannot have it. Give it a version range, or move it to devDependencies."),
            SpecifierKind.Other when IsAddress(specifier.Value) => ManifestCheckCodes.DoubtfulDependency.At(
                entry.Location, $"{package.Name} needs {name} from '{written}': its users fetch it from there, at whatever is there then. Give it a version range of a published package."),
            SpecifierKind.Other when !IsTag(specifier.Value) => ManifestCheckCodes.Dependency.At(
                entry.Location, $"{package.Name} needs {name} in '{written}', which is neither a range nor a tag: npm refuses to install it. Write a range such as ^1.2.3."),
            _ => null,
        };
    }

    private bool IsBundled(string name) =>
        BundleFields.Any(field => manifest.Root[field] is JsonLiteralSyntax { Value: true } ||
            (manifest.Root[field] as JsonArraySyntax)?.Items.OfType<JsonStringSyntax>().Any(i => i.Value == name) == true);

    /// <summary>An address, or the short form of a repository, <c>owner/name</c>.</summary>
    private static bool IsAddress(string text) =>
        text.Contains("://", StringComparison.Ordinal) || Forges.Any(f => text.StartsWith(f, StringComparison.Ordinal)) ||
        (text.Contains('/', StringComparison.Ordinal) && !text.StartsWith('@'));

    /// <summary>npm takes for a tag what needs no escape in an address.</summary>
    private static bool IsTag(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '!' or '~' or '*' or '\'' or '(' or ')');
}
