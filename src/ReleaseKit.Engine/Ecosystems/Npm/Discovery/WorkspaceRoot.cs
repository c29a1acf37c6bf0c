using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>A folder that defines a workspace.</summary>
internal sealed record WorkspaceRoot
{
    /// <summary>The folder.</summary>
    public required RelativePath Directory { get; init; }

    /// <summary>Whose rules apply.</summary>
    public required NpmClient Client { get; init; }

    /// <summary>Which folders are members.</summary>
    public required MemberPatterns Members { get; init; }

    /// <summary>The folder of the workspace this one belongs to: itself, or for Yarn the outermost one.</summary>
    public required RelativePath Workspace { get; init; }

    /// <summary>Whether a plain range that a member satisfies is met by that member rather than by the registry.</summary>
    public bool LinksRanges { get; init; } = true;

    /// <summary>The file that holds the catalogues.</summary>
    public RelativePath CatalogFile { get; init; }

    /// <summary>The catalogues' entries.</summary>
    public ImmutableArray<CatalogEntry> Catalogs { get; init; } = [];

    /// <summary>The range an entry of a manifest stands for; null when no catalogue has it.</summary>
    public CatalogEntry? FindInCatalog(string catalog, string dependency) =>
        Catalogs.FirstOrDefault(e => e.Catalog == catalog && e.Dependency == dependency);
}
