using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>
/// Gives dependencies on folders, which pub refuses to publish, and bare names the version they are published with. Those of
/// development stay, as nobody gets them, and so do constraints that are written.
/// </summary>
internal static class Pinning
{
    /// <exception cref="ReleaseException"><c>RK-PIN-UNRESOLVED</c>, once for each that cannot be pinned.</exception>
    public static ImmutableArray<RangeChange> Pin(Package package, Func<PackageId, string?> siblingVersion, PinStyle style)
    {
        var result = ImmutableArray.CreateBuilder<RangeChange>();
        var problems = new List<Diagnostic>();
        foreach (var edge in package.Dependencies.Where(d => d is { Source: DependencySource.Workspace, Kind: DependencyKind.Runtime } && IsBare(d.Range)))
        {
            if (siblingVersion(edge.Id) is { } version)
            {
                result.Add(new RangeChange(package.Manifest, package.Id, edge.Id, edge.Kind, edge.Range, style == PinStyle.Exact ? version : $"^{version}"));
            }
            else
            {
                problems.Add(PinCodes.Unresolved.At(
                    edge.Location,
                    $"{package.Id} depends on {edge.Id}, which has no version to be published with; give that package a version, or make it a development dependency."));
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. result.Distinct()];
    }

    private static bool IsBare(string range) => range.Length == 0 || range.StartsWith(DeclaredDependency.Marker, StringComparison.Ordinal);
}
