using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// A part of a plan, which one job publishes while others publish the rest. It is a plan with a hash of its own, and so has a
/// ledger of its own; what it needs of other parts has to become live before.
/// </summary>
public static class PlanShare
{
    /// <summary>The part of a plan; the plan itself when nothing is named.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="share">Ids of packages, separated by semicolons.</param>
    /// <exception cref="ReleaseException"><c>RK-PIPELINE-SHARE</c>: an id that is none of a package that the plan uploads.</exception>
    public static ReleasePlan Of(ReleasePlan plan, string share)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(share);
        var names = share.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
        {
            return plan;
        }

        var published = plan.Published.ToDictionary(r => r.Id.ToString(), StringComparer.Ordinal);
        if (Array.Find(names, n => !published.ContainsKey(n)) is { } unknown)
        {
            throw new ReleaseException(PipelineCodes.Share.Create(
                $"ReleaseShare names {DisplayText.Line(unknown)}, which the plan does not upload.{NearestName.Question(unknown, published.Keys)} Emit the jobs anew from the plan that is published."));
        }

        var ids = names.Select(n => published[n].Id).ToImmutableHashSet();
        return plan with
        {
            Releases = [.. plan.Releases.Where(r => ids.Contains(r.Id))],
            Order = [.. plan.Order.Select(layer => layer.Where(ids.Contains).ToImmutableArray()).Where(layer => !layer.IsEmpty)],
            OtherEdits = [],
            UsedChangeFiles = [],
            Skipped = [],
        };
    }

    /// <summary>Whether a plan is a share of another one, by base, packages, versions and tags.</summary>
    public static bool IsOf(ReleasePlan share, ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(share);
        ArgumentNullException.ThrowIfNull(plan);
        return share.Base == plan.Base && !share.IsEmpty && share.Releases.Length < plan.Releases.Length &&
            share.Releases.All(r => plan.Find(r.Id) is { } whole && (whole.From, whole.To, whole.Tag) == (r.From, r.To, r.Tag));
    }
}
