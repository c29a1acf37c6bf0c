using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>
/// Turns references to workspace siblings into the versions they are published with. Development dependencies are not part
/// of what is published, and edges to a registry say what they mean already.
/// </summary>
internal sealed class Pinning(IVersionScheme versions, PinStyle style)
{
    /// <exception cref="ReleaseException"><c>RK-PIN-UNRESOLVED</c>, once for each bare reference to a sibling without a version.</exception>
    public ImmutableArray<RangeChange> Pin(Package package, Func<PackageId, string?> siblingVersion)
    {
        var result = ImmutableArray.CreateBuilder<RangeChange>();
        var problems = new List<Diagnostic>();
        foreach (var edge in package.Dependencies.Where(d => d.Source == DependencySource.Workspace && d.Kind != DependencyKind.Dev))
        {
            if (siblingVersion(edge.Id) is not { } version)
            {
                if (edge.Range.Length == 0)
                {
                    problems.Add(PinCodes.Unresolved.At(
                        edge.Location,
                        $"{package.Id} depends on {edge.Id}, which has no version to be pinned to; give that package a version, write a range here, or make it a development dependency."));
                }

                continue;
            }

            var pinned = style == PinStyle.Caret && versions.Satisfies(version, edge.Range) == true && edge.Range.Length > 0 ? edge.Range : RangeFor(version);
            if (pinned != edge.Range)
            {
                result.Add(new RangeChange(edge.DeclaredIn, package.Id, edge.Id, edge.Kind, edge.Range, pinned));
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : result.ToImmutable();
    }

    /// <summary><c>==1.2.3</c>, or everything compatible: <c>&gt;=1.2.3,&lt;2.0.0</c>, <c>&gt;=0.3.1,&lt;0.4.0</c>.</summary>
    private string RangeFor(string version)
    {
        if (style == PinStyle.Exact)
        {
            return $"=={version}";
        }

        var parsed = Pep440Version.Parse(version);
        var release = parsed.Release.Length >= 3 ? parsed.Release[..3] : [.. parsed.Release, .. Enumerable.Repeat(System.Numerics.BigInteger.Zero, 3 - parsed.Release.Length)];
        var epoch = parsed.Epoch.IsZero ? "" : $"{parsed.Epoch}!";
        return $">={version},<{epoch}{PoetryConstraint.NextBreaking(release)}";
    }
}
