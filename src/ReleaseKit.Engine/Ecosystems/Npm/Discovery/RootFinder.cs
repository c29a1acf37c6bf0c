using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>
/// Finds the folders that define workspaces: those with <c>pnpm-workspace.yaml</c>, those with <c>workspaces</c>, and where there is
/// neither those with Lerna's or Rush's list. What lies in the folder of a workspace defines none, as examples and test data of
/// package managers do; but in Yarn a member's own <c>workspaces</c> count.
/// </summary>
internal sealed class RootFinder(DiscoveryRequest request, ManifestCache manifests)
{
    private const string WorkspacesField = "workspaces";
    private readonly WorkspaceMap _roots = new();
    private ICollection<Diagnostic> _problems = [];

    /// <summary>The roots among the folders given, which come parents first.</summary>
    public WorkspaceMap Find(IEnumerable<RelativePath> directories, ISet<RelativePath> listing, ICollection<Diagnostic> problems)
    {
        foreach (var directory in directories)
        {
            // What is wrong with an excluded folder is nobody's problem; its packages still are no packages of their own.
            _problems = request.Excluded(directory) ? [] : problems;
            if (_roots.Covers(directory) && _roots.OwnerOf(directory) is not { Client: NpmClient.Yarn })
            {
                continue;
            }

            var definition = directory.Combine(PnpmWorkspaceFile.FileName);
            if (listing.Contains(definition) && request.Files.FileExists(definition))
            {
                AddPnpmRoot(directory);
            }
            else if (manifests.Read(directory.Combine(PackageManifest.FileName)) is { } manifest &&
                manifest.Root[WorkspacesField] is { } workspaces and not JsonLiteralSyntax { Value: null or false })
            {
                AddFieldRoot(manifest, workspaces);
            }
            else if (ListedMembers.Read(request.Files, directory, listing, _problems) is { } listed)
            {
                _roots.Add(new WorkspaceRoot
                {
                    Directory = directory,
                    Client = listed.Client,
                    Members = MemberPatterns.Read(directory, listed.Client, listed.Members, _problems),
                    Workspace = directory,
                    LinksRanges = listed.LinksRanges,
                });
            }
        }

        return _roots;
    }

    private void AddPnpmRoot(RelativePath directory)
    {
        if (PnpmWorkspaceFile.Read(request.Files, directory.Combine(PnpmWorkspaceFile.FileName), _problems) is { } file)
        {
            _roots.Add(new WorkspaceRoot
            {
                Directory = directory,
                Client = NpmClient.Pnpm,
                Members = MemberPatterns.Read(directory, NpmClient.Pnpm, file.Packages, _problems),
                Workspace = directory,
                LinksRanges = file.LinksWorkspacePackages ?? LinksInNpmrc(directory),
                CatalogFile = file.File,
                Catalogs = file.Catalogs,
            });
        }
    }

    private void AddFieldRoot(PackageManifest manifest, JsonValueSyntax field)
    {
        var owner = _roots.OwnerOf(manifest.Directory);
        var client = owner?.Client ?? (IsYarn(manifest) ? NpmClient.Yarn : NpmClient.Npm);
        var (catalogFile, catalogs) = ReadCatalogs(manifest, client);
        _roots.Add(new WorkspaceRoot
        {
            Directory = manifest.Directory,
            Client = client,
            CatalogFile = catalogFile,
            Catalogs = catalogs,
            Members = MemberPatterns.Read(manifest.Directory, client, ReadPatterns(manifest, field), _problems),
            Workspace = owner?.Workspace ?? manifest.Directory,
        });
    }

    private (RelativePath File, ImmutableArray<CatalogEntry> Entries) ReadCatalogs(PackageManifest manifest, NpmClient client)
    {
        try
        {
            return ManifestCatalogs.Read(request.Files, manifest, client);
        }
        catch (ReleaseException e)
        {
            foreach (var problem in e.Diagnostics)
            {
                _problems.Add(problem);
            }

            return (manifest.File, []);
        }
    }

    private ImmutableArray<MemberPattern> ReadPatterns(PackageManifest manifest, JsonValueSyntax field)
    {
        var list = field as JsonArraySyntax ?? field.FindArray("packages");
        if (list is null)
        {
            _problems.Add(ManifestCodes.Invalid.At(
                manifest.Locate(field), $"'{WorkspacesField}' must be an array of patterns, or an object with such an array as 'packages'; here is {field.Description}."));
            return [];
        }

        var patterns = ImmutableArray.CreateBuilder<MemberPattern>();
        foreach (var item in list.Items)
        {
            if (item is JsonStringSyntax pattern)
            {
                patterns.Add(new MemberPattern(pattern.Value, manifest.Locate(pattern)));
            }
            else
            {
                _problems.Add(ManifestCodes.Invalid.At(manifest.Locate(item), $"A workspace pattern must be a string; here is {item.Description}."));
            }
        }

        return patterns.ToImmutable();
    }

    private bool IsYarn(PackageManifest manifest) =>
        manifest.Root.FindString("packageManager")?.Value is { } manager
            ? manager.StartsWith("yarn@", StringComparison.Ordinal)
            : request.Files.FileExists(manifest.Directory.Combine("yarn.lock")) || request.Files.FileExists(manifest.Directory.Combine(".yarnrc.yml"));

    /// <summary>pnpm leaves plain ranges to the registry unless told otherwise.</summary>
    private bool LinksInNpmrc(RelativePath directory)
    {
        var file = directory.Combine(Npmrc.FileName);
        return request.Files.FileExists(file) &&
            Npmrc.Find(Encoding.UTF8.GetString(request.Files.Read(file)), "link-workspace-packages") is "true" or "deep";
    }
}
