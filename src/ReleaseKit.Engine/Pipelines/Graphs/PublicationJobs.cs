using System.Collections.Immutable;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Pipelines.Graphs;

/// <summary>The publication of a plan as jobs in waves: what is in a wave needs nothing of it, nor of a later one. The same plan gives the same jobs.</summary>
public sealed class PublicationJobs
{
    private PublicationJobs(ReleasePlan plan, ImmutableArray<ImmutableArray<int>> waves, ImmutableArray<PublicationJob> jobs)
    {
        Plan = PlanDocument.Hash(plan);
        Tag = plan.Published.Select(r => r.Tag).FirstOrDefault(t => t.Length > 0) ?? "";
        Waves = waves;
        Jobs = jobs;
    }

    /// <summary>The plan's hash.</summary>
    public string Plan { get; }

    /// <summary>A tag that names the release; empty when it has none.</summary>
    public string Tag { get; }

    /// <summary>All jobs, in the order of waves.</summary>
    public ImmutableArray<PublicationJob> Jobs { get; }

    /// <summary>Indices of jobs, by wave.</summary>
    public ImmutableArray<ImmutableArray<int>> Waves { get; }

    /// <summary>The jobs of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="needs">What a package needs of the same plan, see <see cref="PublicationWaits"/>.</param>
    /// <param name="most">The most jobs of a wave; more packages share them.</param>
    public static PublicationJobs Of(ReleasePlan plan, Func<PackageId, IEnumerable<PackageId>> needs, int most)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(needs);
        var published = plan.Published.ToDictionary(r => r.Id);
        var jobOf = new Dictionary<PackageId, int>();
        var jobs = ImmutableArray.CreateBuilder<PublicationJob>();
        var waves = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (var layer in plan.Order.Select(l => l.Where(published.ContainsKey).Order().ToArray()).Where(l => l.Length > 0))
        {
            var count = Math.Min(most, layer.Length);
            var shares = Enumerable.Range(0, count).Select(i => layer.Where((_, at) => at % count == i).ToImmutableArray());
            var wave = ImmutableArray.CreateBuilder<int>();
            foreach (var share in shares)
            {
                wave.Add(jobs.Count);
                jobs.Add(new PublicationJob(Name(share, published), share, [.. share.SelectMany(needs).Where(jobOf.ContainsKey).Select(id => jobOf[id]).Distinct().Order()]));
            }

            // After the wave, so that nothing of it waits for it.
            foreach (var index in wave)
            {
                foreach (var id in jobs[index].Share)
                {
                    jobOf[id] = index;
                }
            }

            waves.Add(wave.ToImmutable());
        }

        return new PublicationJobs(plan, waves.ToImmutable(), jobs.ToImmutable());
    }

    private static string Name(ImmutableArray<PackageId> share, Dictionary<PackageId, PlannedRelease> published) =>
        $"{share[0]} {published[share[0]].To}" + (share.Length > 1 ? $" and {share.Length - 1} more" : "");
}
