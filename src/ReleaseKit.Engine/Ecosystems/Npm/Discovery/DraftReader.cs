using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>Reads what a manifest says about its own package.</summary>
internal sealed partial class DraftReader(ICollection<Diagnostic> problems)
{
    private const int MaxShown = 80;

    /// <summary>A member of a workspace, or its root package; null when it has no name, as pnpm leaves those out.</summary>
    public PackageDraft? ReadMember(PackageManifest manifest, WorkspaceRoot root)
    {
        var isRoot = root.Workspace == manifest.Directory;
        if (ReadName(manifest) is not { } name)
        {
            return null;
        }

        var package = Read(manifest, name);
        if (!isRoot || root.Client == NpmClient.Pnpm)
        {
            return new PackageDraft(package, manifest, root, IsLinkable: true, NeedsEdges: false);
        }

        // npm and Yarn run nothing over the root: it counts when it is a package to publish, or has ranges to keep right.
        return new PackageDraft(package, manifest, root, IsLinkable: root.Client == NpmClient.Yarn, NeedsEdges: !package.Publishable);
    }

    /// <summary>A package outside any workspace; null unless it has a name and a version and is not private.</summary>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="doubt">Why it is hardly meant to be released; null when there is no reason to think so.</param>
    public PackageDraft? ReadAlone(PackageManifest manifest, string? doubt)
    {
        if (manifest.IsPrivate || manifest.Root["version"] is null || IsTemplate(manifest) || ReadName(manifest) is not { } name)
        {
            return null;
        }

        var package = Read(manifest, name);
        if (doubt is not null && package.Publishable)
        {
            package = package with
            {
                Publishable = false,
                NotPublishableReason = $"{doubt}; publishable = true in {package.Directory.Combine("releasekit.toml")} releases it all the same",
            };
        }

        return new PackageDraft(package, manifest, null, IsLinkable: false, NeedsEdges: false);
    }

    private static bool IsTemplate(PackageManifest manifest) => manifest.Root["version"] is JsonStringSyntax version && Placeholder().IsMatch(version.Value);

    /// <summary>What a build puts a version in the place of: the file is a template of a manifest.</summary>
    [GeneratedRegex(@"\A(\$\w+|\$\{\w+\}|@\w+@|\{\{.*\}\})\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    /// <summary>The name; null when there is none, or none that anybody could depend on.</summary>
    private string? ReadName(PackageManifest manifest)
    {
        if (manifest.ReadString("name", problems) is not { Value.Length: > 0 } name)
        {
            return null;
        }

        if (NpmPackageName.IsValid(name.Value, out var problem))
        {
            return name.Value;
        }

        if (!manifest.IsPrivate || !NpmPackageName.IsHarmless(name.Value))
        {
            problems.Add(ManifestCodes.Invalid.At(
                manifest.Locate(name), $"The package name '{Show(name.Value)}' {problem}. Choose a name that npm accepts, or exclude the folder."));
        }

        return null;
    }

    private Package Read(PackageManifest manifest, string name)
    {
        var version = ReadVersion(manifest, name);
        var reason = NotPublishableReason(manifest, version);
        return new Package
        {
            Id = new PackageId(NpmEcosystem.Id, name),
            Directory = manifest.Directory,
            Manifest = manifest.File,
            Version = version?.Value,
            VersionFile = manifest.File,
            VersionLocation = version is null ? null : manifest.Locate(version),
            Publishable = reason is null,
            IsPrivate = manifest.IsPrivate,
            NotPublishableReason = reason,
            Registry = ReadRegistry(manifest, name),
        };
    }

    private static string? NotPublishableReason(PackageManifest manifest, JsonStringSyntax? version) =>
        manifest.IsPrivate ? "package.json says \"private\": true"
        : manifest.Root.Find("_", "publish") is JsonLiteralSyntax { Value: false } ? "package.json says \"publish\": false under \"_\""
        : version is null ? "package.json has no version"
        : null;

    private JsonStringSyntax? ReadVersion(PackageManifest manifest, string name)
    {
        var version = manifest.ReadString("version", problems);
        if (version is null || SemanticVersion.TryParse(version.Value, out _))
        {
            return version;
        }

        if (!manifest.IsPrivate)
        {
            problems.Add(ManifestCodes.Invalid.At(
                manifest.Locate(version), $"The version '{Show(version.Value)}' of {name} is not a SemVer 2.0 version, such as 1.2.3 or 1.2.3-rc.1."));
        }

        return null;
    }

    /// <summary>npm's own precedence: a registry for the scope before one for everything; then the older <c>_</c> block.</summary>
    private string? ReadRegistry(PackageManifest manifest, string name)
    {
        var scoped = NpmPackageName.Scope(name) is { } scope ? manifest.Root.Find("publishConfig", $"{scope}:registry") : null;
        var asked = scoped ?? manifest.Root.Find("publishConfig", "registry");
        if (asked is null)
        {
            var older = manifest.Root.FindString("_", "registry");
            return older is not null && IsRegistry(older.Value) ? older.Value : null;
        }

        if (asked is JsonStringSyntax address && IsRegistry(address.Value))
        {
            return address.Value;
        }

        problems.Add(ManifestCodes.Invalid.At(
            manifest.Locate(asked), "The registry in 'publishConfig' must be an absolute http or https address without user name or password."));
        return null;
    }

    private static bool IsRegistry(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;

    private static string Show(string text) => DisplayText.Line(text.Length <= MaxShown ? text : text[..MaxShown] + "…");
}
