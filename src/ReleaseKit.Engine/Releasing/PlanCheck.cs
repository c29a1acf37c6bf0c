using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Guards the step from a plan to its publication.</summary>
public static class PlanCheck
{
    /// <summary>Every manifest says the version that the plan releases.</summary>
    /// <exception cref="ReleaseException"><c>RK-PLAN-STALE</c>, once for each package that says something else.</exception>
    public static void RequireApplied(ReleasePlan plan, Core.Packages.Workspace workspace)
    {
        var problems = plan.Releases
            .Select(release => (release, package: workspace.Find(release.Id)))
            .Where(pair => pair.package is null || (pair.package.Version != pair.release.To && pair.package.Tagging is null))
            .Select(pair => Problem(pair.release, pair.package))
            .ToArray();
        if (problems.Length > 0)
        {
            throw new ReleaseException(problems);
        }
    }

    /// <summary>The plan can be applied where it is: it follows no other repository, whose releases need lock files to be brought up to date.</summary>
    /// <exception cref="ReleaseException"><c>RK-UPSTREAM-APPLY</c>.</exception>
    public static void RequireOwn(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.Upstream.IsEmpty)
        {
            throw new ReleaseException(UpstreamCodes.Apply.Create(
                $"The plan takes over {string.Join(", ", plan.Upstream)}, which -t:Prepare does on a branch of its own with the lock files. Plan without ReleaseUpstream and ReleaseDispatchPayload to release from here."));
        }
    }

    /// <summary>Whether every manifest says the version that the plan releases. What is told by tags alone says nothing either way.</summary>
    public static bool IsApplied(ReleasePlan plan, Core.Packages.Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        return plan.Releases.All(release => workspace.Find(release.Id) is { } package && (package.Version == release.To || package.Tagging is not null));
    }

    /// <summary>
    /// Whether the plan changes any version in a manifest, so that <see cref="IsApplied"/> means something: a first release leaves
    /// the versions as they are, and of what is told by tags alone there is none.
    /// </summary>
    public static bool ChangesVersions(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Releases.Any(release => release.Edits.OfType<VersionChange>().Any(change => change.From != change.To));
    }

    private static Diagnostic Problem(PlannedRelease release, Package? package) => package is null
        ? DocumentCodes.PlanStale.Create($"The plan releases {release.Id}, which the workspace no longer has. Plan again.")
        : DocumentCodes.PlanStale.At(
            package.VersionLocation ?? new SourceLocation(package.Manifest.Value),
            $"The plan releases {release.Id} {release.To}, but its manifest says {package.Version ?? "no version"}. Run -t:Apply first, or plan again.");
}
