using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>What the right side of a dependency entry asks for.</summary>
internal enum SpecifierKind
{
    /// <summary>A range of versions, possibly of another package (<c>npm:other@^1</c>).</summary>
    Range,

    /// <summary>The <c>workspace:</c> protocol with <c>*</c>, <c>^</c>, <c>~</c> or a range.</summary>
    Workspace,

    /// <summary>A folder: <c>link:</c>, <c>file:</c>, <c>portal:</c>, <c>workspace:../x</c> or a bare relative path.</summary>
    Path,

    /// <summary>The entry of a catalogue.</summary>
    Catalog,

    /// <summary>A tag, an address, a tarball, a repository: never a workspace member.</summary>
    Other,
}

/// <summary>The right side of a dependency entry, taken apart.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Alias">The package it names when that is not the entry's own name; null otherwise.</param>
/// <param name="Value">The range, the path or the catalogue's name, without protocol and alias.</param>
internal readonly record struct DependencySpecifier(SpecifierKind Kind, string? Alias, string Value)
{
    public const string WorkspaceProtocol = "workspace:";
    public const string CatalogProtocol = "catalog:";
    private const string NpmProtocol = "npm:";
    private static readonly string[] PathProtocols = ["link:", "file:", "portal:"];

    /// <summary>Whether the range is the plain wildcard, which accepts prereleases too when a member is linked.</summary>
    public bool IsWildcard => Kind == SpecifierKind.Range && Value is "" or "*";

    /// <summary>Whether the protocol means something inside the workspace only.</summary>
    public static bool IsWorkspaceOnly(string text)
    {
        var specifier = text.Trim();
        return specifier.StartsWith(WorkspaceProtocol, StringComparison.Ordinal) || specifier.StartsWith(CatalogProtocol, StringComparison.Ordinal) ||
            IsPath(specifier) || specifier.StartsWith('/');
    }

    public static DependencySpecifier Parse(string text)
    {
        var specifier = text.Trim();
        if (specifier.StartsWith(WorkspaceProtocol, StringComparison.Ordinal))
        {
            return ParseWorkspace(specifier[WorkspaceProtocol.Length..]);
        }

        if (specifier.StartsWith(CatalogProtocol, StringComparison.Ordinal))
        {
            var name = specifier[CatalogProtocol.Length..].Trim();
            return new DependencySpecifier(SpecifierKind.Catalog, null, name.Length == 0 ? "default" : name);
        }

        if (specifier.StartsWith(NpmProtocol, StringComparison.Ordinal))
        {
            var (alias, range) = SplitAlias(specifier[NpmProtocol.Length..]);
            return alias is null && !IsRange(range)
                ? new DependencySpecifier(SpecifierKind.Range, range, "*")
                : new DependencySpecifier(IsRange(range) ? SpecifierKind.Range : SpecifierKind.Other, alias, range);
        }

        if (IsPath(specifier))
        {
            var protocol = Array.Find(PathProtocols, p => specifier.StartsWith(p, StringComparison.Ordinal));
            return new DependencySpecifier(SpecifierKind.Path, null, specifier[(protocol?.Length ?? 0)..]);
        }

        return new DependencySpecifier(IsRange(specifier) ? SpecifierKind.Range : SpecifierKind.Other, null, specifier);
    }

    private static DependencySpecifier ParseWorkspace(string rest)
    {
        // A path begins with a period (pnpm) or is the member's folder seen from the root (Yarn).
        if (rest.StartsWith('.'))
        {
            return new DependencySpecifier(SpecifierKind.Path, null, rest);
        }

        var (alias, range) = SplitAlias(rest);
        return new DependencySpecifier(SpecifierKind.Workspace, alias, range);
    }

    /// <summary>Takes <c>@scope/name@range</c> apart; an at sign at the start belongs to the scope.</summary>
    private static (string? Alias, string Range) SplitAlias(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 ? (text[..at], text[(at + 1)..]) : (null, text);
    }

    private static bool IsPath(string specifier) =>
        specifier is "." or ".." || specifier.StartsWith("./", StringComparison.Ordinal) || specifier.StartsWith("../", StringComparison.Ordinal) ||
        Array.Exists(PathProtocols, p => specifier.StartsWith(p, StringComparison.Ordinal));

    private static bool IsRange(string text) => SemanticRange.TryParse(text, out _);
}
