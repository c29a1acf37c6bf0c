using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>Every planned tag must be new, and belong to one package unless a synchronised workspace shares it.</summary>
internal static class TagCheck
{
    /// <exception cref="ReleaseException"><c>RK-TAG-COLLISION</c>, once for each tag.</exception>
    public static void Run(PlanRequest request, ImmutableArray<PlannedRelease> releases)
    {
        var problems = new List<Diagnostic>();
        foreach (var sharing in releases.GroupBy(r => r.Tag, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var tag = DisplayText.Line(sharing.Key);
            if (!request.Policy.Synchronize && sharing.Count() > 1)
            {
                problems.Add(PlanCodes.TagCollision.Create(
                    $"{string.Join(" and ", sharing.Select(r => r.Id))} would be released with the same tag '{tag}'. " +
                    "Choose a tag_format that tells them apart, or set synchronize = true if they always have one version."));
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
