using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Editing;

/// <summary>
/// Turns references that mean something inside the workspace only into ranges on the versions that are released, as pnpm
/// and Yarn do: <c>workspace:*</c> becomes the version, <c>workspace:^</c> and <c>~</c> keep their operator, a range in the
/// protocol stays a range.
/// </summary>
internal sealed class Pinner(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style)
{
    private static readonly SemanticVersionScheme Versions = new();
    private readonly List<Diagnostic> _problems = [];

    /// <exception cref="ReleaseException"><c>RK-PIN-UNRESOLVED</c> for every sibling that has no version.</exception>
    public ImmutableArray<RangeChange> Pin()
    {
        var changes = package.Dependencies.Select(PinEdge).OfType<RangeChange>().Where(c => c.From != c.To).Distinct().ToImmutableArray();
        return _problems.Count == 0 ? changes : throw new ReleaseException(_problems);
    }

    private RangeChange? PinEdge(Dependency edge)
    {
        var specifier = DependencySpecifier.Parse(edge.Range);
        var inCatalog = edge.DeclaredIn != package.Manifest;
        var isPlain = specifier.Kind is not (SpecifierKind.Workspace or SpecifierKind.Path);
        if (isPlain && !inCatalog)
        {
            return null;
        }

        var target = isPlain ? edge.Range : Target(edge, specifier);
        var from = inCatalog ? DependencySpecifier.CatalogProtocol : edge.Range;
        return target is null ? null : new RangeChange(package.Manifest, package.Id, edge.Id, edge.Kind, from, target);
    }

    private string? Target(Dependency edge, DependencySpecifier specifier)
    {
        var version = siblingVersion(edge.Id);
        if (version is null && edge.Kind == DependencyKind.Dev)
        {
            // Nobody installs it with the package; the manifest only has to stay readable.
            version = workspace.Find(edge.Id)?.Version;
            if (version is null)
            {
                return "*";
            }
        }

        if (version is null)
        {
            _problems.Add(PinCodes.Unresolved.At(
                edge.Location, $"{package.Name} asks for {edge.Id.Name} with '{edge.Range}', and {edge.Id.Name} has no version to be published with. Give it one, or move it to devDependencies."));
            return null;
        }

        var range = Range(edge, specifier, version);
        return specifier.Alias is { } alias ? $"npm:{alias}@{range}" : range;
    }

    private string Range(Dependency edge, DependencySpecifier specifier, string version)
    {
        if (specifier.Kind == SpecifierKind.Path)
        {
            var isExact = style == PinStyle.Exact || edge.Range.TrimStart().StartsWith(DependencySpecifier.WorkspaceProtocol, StringComparison.Ordinal);
            return isExact ? version : "^" + version;
        }

        var written = specifier.Value.Trim();
        return written switch
        {
            "^" or "~" => written + version,
            "*" or "" => version,
            // A folder, as Yarn writes it, says as much as "*".
            _ => Versions.Satisfies(version, written) switch { null => version, true => written, false => Versions.MoveRange(written, version) },
        };
    }
}
