using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>Every planned tag must be new, and belong to one package unless those that share it are always released together.</summary>
internal static class TagCheck
{
    /// <exception cref="ReleaseException"><c>RK-TAG-COLLISION</c>, once for each tag.</exception>
    public static void Run(PlanRequest request, ImmutableArray<PlannedRelease> releases, ReleasedUnits released)
    {
        var problems = new List<Diagnostic>();
        foreach (var sharing in releases.Where(r => r.IsPublished).GroupBy(r => r.Tag, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var tag = DisplayText.Line(sharing.Key);
            if (sharing.Count() > 1 && (sharing.Select(r => released.UnitOf(r.Id)).Distinct().Count() > 1 || !released.UnitOf(sharing.First().Id).IsOneCell))
            {
                problems.Add(PlanCodes.TagCollision.Create(
                    $"{string.Join(" and ", sharing.Select(r => r.Id))} would be released with the same tag '{tag}'. " +
                    "Choose a tag_format that tells them apart, or make them a fixed group (or set synchronize = true) if they always have one version."));
            }
            else if (request.ExistingTags.Contains(sharing.Key))
            {
                problems.Add(PlanCodes.TagCollision.Create(
                    $"{sharing.First().Id} would be released with the tag '{tag}', which exists already and is not in the history of this commit. " +
                    "Merge the commit it names, or ask for a higher version with a Release-As footer."));
            }
        }

        if (problems.Count > 0)
        {
            throw new ReleaseException(problems);
        }
    }
}
