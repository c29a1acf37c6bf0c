using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>The parts of a <c>pnpm-workspace.yaml</c> that are read.</summary>
internal sealed record PnpmWorkspaceFile
{
    public const string FileName = "pnpm-workspace.yaml";
    public const string DefaultCatalog = "default";

    public required RelativePath File { get; init; }

    /// <summary>The members' patterns; the root alone where the file has none.</summary>
    public required ImmutableArray<MemberPattern> Packages { get; init; }

    /// <summary>The setting of that name; null when the file does not set it.</summary>
    public bool? LinksWorkspacePackages { get; init; }

    public ImmutableArray<CatalogEntry> Catalogs { get; init; } = [];

    /// <summary>Reads the file; null when it is no YAML, with the problems told.</summary>
    public static PnpmWorkspaceFile? Read(IFileSystem files, RelativePath file, ICollection<Diagnostic> problems)
    {
        try
        {
            var document = YamlDocumentSyntax.Parse(SourceText.Decode(file.Value, files.Read(file)));
            return new PnpmWorkspaceFile
            {
                File = file,
                Packages = ReadPackages(document, problems),
                LinksWorkspacePackages = document.Root.FindScalar("linkWorkspacePackages")?.Value is { } value ? value is "true" or "deep" : null,
                Catalogs = [.. CatalogScalars(document).Select(e => new CatalogEntry(e.Catalog, e.Dependency, e.Range.Value, document.Source.Locate(e.Range.Span)))],
            };
        }
        catch (ReleaseException e)
        {
            foreach (var problem in e.Diagnostics)
            {
                problems.Add(problem);
            }

            return null;
        }
    }

    /// <summary>Every entry of <c>catalog</c> and <c>catalogs</c>, with the scalar that holds its range.</summary>
    public static IEnumerable<(string Catalog, string Dependency, YamlScalarSyntax Range)> CatalogScalars(YamlDocumentSyntax document)
    {
        var unnamed = document.Root.FindMapping("catalog") is { } single ? [(Name: DefaultCatalog, Mapping: single)] : Array.Empty<(string Name, YamlMappingSyntax Mapping)>();
        var named = (document.Root.FindMapping("catalogs")?.Entries ?? [])
            .Where(entry => entry.Value is YamlMappingSyntax).Select(entry => (Name: entry.Key, Mapping: (YamlMappingSyntax)entry.Value));
        return from catalog in unnamed.Concat(named)
               from entry in catalog.Mapping.Entries
               where entry.Value is YamlScalarSyntax
               select (catalog.Name, entry.Key, (YamlScalarSyntax)entry.Value);
    }

    private static ImmutableArray<MemberPattern> ReadPackages(YamlDocumentSyntax document, ICollection<Diagnostic> problems)
    {
        var node = document.Find("packages");
        if (node is null or YamlScalarSyntax { IsNull: true })
        {
            return [new MemberPattern(".", document.Source.Locate(document.Root.Span))];
        }

        if (node is not YamlSequenceSyntax list)
        {
            problems.Add(ManifestCodes.Invalid.At(
                document.Source.Locate(node.Span), $"'packages' must be a list of patterns; here is {node.Description}."));
            return [];
        }

        var patterns = ImmutableArray.CreateBuilder<MemberPattern>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalarSyntax { IsNull: false, Value.Length: > 0 } pattern)
            {
                patterns.Add(new MemberPattern(pattern.Value, document.Source.Locate(pattern.Span)));
            }
            else
            {
                problems.Add(ManifestCodes.Invalid.At(
                    document.Source.Locate(item.Span), $"A pattern of 'packages' must be a text that is not empty; here is {item.Description}."));
            }
        }

        return patterns.ToImmutable();
    }
}
