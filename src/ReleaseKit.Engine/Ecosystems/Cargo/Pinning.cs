using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>
/// Gives path dependencies without a requirement the version they are published with, without which Cargo refuses to package.
/// Those of development are left out of the package by Cargo itself, and a requirement that is written stays as it is.
/// </summary>
internal static class Pinning
{
    /// <exception cref="ReleaseException"><c>RK-PIN-UNRESOLVED</c>, once for each that cannot be pinned.</exception>
    public static ImmutableArray<RangeChange> Pin(Package package, Func<PackageId, string?> siblingVersion, PinStyle style)
    {
        var result = ImmutableArray.CreateBuilder<RangeChange>();
        var problems = new List<Diagnostic>();
        foreach (var edge in package.Dependencies.Where(d => d is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev, Range.Length: 0 }))
        {
            if (edge.DeclaredIn != package.Manifest)
            {
                problems.Add(PinCodes.Unresolved.At(
                    edge.Location,
                    $"{package.Id} inherits its dependency on {edge.Id} from [workspace.dependencies], where it has no version, and others may inherit it too. Write one there: {{ path = …, version = \"{siblingVersion(edge.Id) ?? "1.0"}\" }}."));
            }
            else if (siblingVersion(edge.Id) is { } version)
            {
                result.Add(new RangeChange(package.Manifest, package.Id, edge.Id, edge.Kind, "", style == PinStyle.Exact ? $"={version}" : version));
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
}
