using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>
/// Gives references that only mean something inside the workspace the version that users get: the property in the version of a
/// parent, which Maven reads before it knows any property, the project's own version where another project has one of its own, and
/// snapshots of projects that are released.
/// </summary>
internal static class Pinning
{
    private const string Snapshot = "-SNAPSHOT";

    /// <exception cref="ReleaseException"><c>RK-PIN-UNRESOLVED</c>, once for each that cannot be pinned.</exception>
    public static ImmutableArray<RangeChange> Pin(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion)
    {
        var result = ImmutableArray.CreateBuilder<RangeChange>();
        var problems = new List<Diagnostic>();
        foreach (var edge in package.Dependencies.Where(d => d is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev } && d.DeclaredIn == package.Manifest))
        {
            if (!IsOfWorkspace(package, edge, workspace))
            {
                continue;
            }

            if (siblingVersion(edge.Id) is { } version && !version.EndsWith(Snapshot, StringComparison.OrdinalIgnoreCase))
            {
                result.Add(new RangeChange(package.Manifest, package.Id, edge.Id, edge.Kind, edge.Range, version));
            }
            else
            {
                problems.Add(PinCodes.Unresolved.At(
                    edge.Location, $"{package.Id} needs {edge.Id} in the version '{edge.Range}', of which there is no release. Release {edge.Id} as well, or write the version of its last release."));
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. result.Distinct()];
    }

    private static bool IsOfWorkspace(Package package, Dependency edge, Workspace workspace) =>
        edge.Range.EndsWith(Snapshot, StringComparison.OrdinalIgnoreCase) ||
        (edge.Range.Contains("${", StringComparison.Ordinal) && (edge.Kind == DependencyKind.Build || !ShareVersion(package, workspace.Find(edge.Id))));

    private static bool ShareVersion(Package package, Package? other) =>
        other is not null && package.VersionLocation is not null && (package.VersionFile, package.VersionLocation) == (other.VersionFile, other.VersionLocation);
}
