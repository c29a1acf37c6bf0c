using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>The catalogues of workspaces that a <c>package.json</c> defines: Bun has them in that file, Yarn in <c>.yarnrc.yml</c>.</summary>
internal static class ManifestCatalogs
{
    /// <summary>The name of Yarn's settings.</summary>
    public const string YarnFile = ".yarnrc.yml";

    /// <summary>Bun's entries: <c>catalog</c> and <c>catalogs</c>, in the manifest or in its <c>workspaces</c>.</summary>
    public static IEnumerable<(string Catalog, string Dependency, JsonStringSyntax Range)> OfBun(PackageManifest manifest)
    {
        if (manifest.Root["workspaces"] is null)
        {
            return [];
        }

        var holders = new[] { manifest.Root, manifest.Root.FindObject("workspaces") }.OfType<JsonObjectSyntax>().ToArray();
        var unnamed = holders.Select(holder => (Name: PnpmWorkspaceFile.DefaultCatalog, Entries: holder.FindObject("catalog")));
        var named = holders.SelectMany(holder => holder.FindObject("catalogs")?.Members ?? []).Select(member => (member.Name, Entries: member.Value as JsonObjectSyntax));
        return from catalog in unnamed.Concat(named)
               where catalog.Entries is not null
               from entry in catalog.Entries!.Members
               where entry.Value is JsonStringSyntax
               select (catalog.Name, entry.Name, (JsonStringSyntax)entry.Value);
    }

    /// <summary>The entries of a workspace, with the file that holds them.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException">Yarn's settings name catalogues and are no YAML.</exception>
    public static (RelativePath File, ImmutableArray<CatalogEntry> Entries) Read(IFileSystem files, PackageManifest manifest, NpmClient client)
    {
        if (client != NpmClient.Yarn)
        {
            return (manifest.File, [.. OfBun(manifest).Select(e => new CatalogEntry(e.Catalog, e.Dependency, e.Range.Value, manifest.Locate(e.Range)))]);
        }

        var path = manifest.Directory.Combine(YarnFile);
        if (!files.FileExists(path) || files.Read(path) is not { } bytes || !Encoding.UTF8.GetString(bytes).Contains("catalog", StringComparison.Ordinal))
        {
            return (path, []);
        }

        var document = YamlDocumentSyntax.Parse(SourceText.Decode(path.Value, bytes));
        return (path, [.. PnpmWorkspaceFile.CatalogScalars(document).Select(e => new CatalogEntry(e.Catalog, e.Dependency, e.Range.Value, document.Source.Locate(e.Range.Span)))]);
    }
}
