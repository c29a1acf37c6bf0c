using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>Whether stable releases of a plan need siblings that are only out as prereleases.</summary>
public static class StableDependencies
{
    /// <summary>A warning for each such dependency: <c>RK-CHANNEL-STABLE-NEEDS-PRERELEASE</c>.</summary>
    public static IEnumerable<Diagnostic> Check(PlanRequest request, ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var release in plan.Releases.Where(r => r.IsPublished && !request.Schemes(r.Id.Ecosystem).IsPrerelease(r.To)))
        {
            var edges = request.Workspace.Find(release.Id)!.Dependencies.Where(e => Propagation.Carries(e) && e.Id != release.Id);
            foreach (var edge in edges.DistinctBy(e => e.Id).OrderBy(e => e.Id))
            {
                if (request.Workspace.Find(edge.Id) is { Publishable: true } sibling && (plan.Find(edge.Id)?.To ?? sibling.Version) is { } version &&
                    request.Schemes(sibling.Ecosystem) is var scheme && scheme.IsValid(version) && scheme.IsPrerelease(version))
                {
                    yield return ChannelCodes.StableNeedsPrerelease.At(
                        edge.Location ?? new SourceLocation(edge.DeclaredIn.Value),
                        $"{release.Id} {release.To} is a stable release and needs {edge.Id} {version}, a prerelease. Release both on one channel, or promote {edge.Id} with -p:ReleaseChannel=stable.");
                }
            }
        }
    }
}
