using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Scheduling;

/// <summary>
/// An estimate of a release: every package starts when its dependencies are live and a place is free, and uploads when its
/// registry's budget allows.
/// </summary>
public sealed class ReleaseSchedule
{
    private ReleaseSchedule(ImmutableArray<ScheduleEntry> entries, int width)
    {
        Entries = entries;
        Width = width;
    }

    /// <summary>The packages in the order in which they start.</summary>
    public ImmutableArray<ScheduleEntry> Entries { get; }

    /// <summary>How many packages are on their way at a time, at most.</summary>
    public int Width { get; }

    /// <summary>When all is done.</summary>
    public TimeSpan End => Entries.Length == 0 ? TimeSpan.Zero : Entries.Max(entry => entry.End);

    /// <summary>Computes the estimate.</summary>
    /// <param name="packages">Dependencies first; where several may start, the first does.</param>
    /// <param name="width">Places, at least 1.</param>
    /// <param name="start">The moment at which it starts.</param>
    /// <param name="opens">When a registry that asked to be left alone takes uploads again; in the past when it does not wait.</param>
    public static ReleaseSchedule Compute(IReadOnlyList<ScheduledPackage> packages, int width, DateTimeOffset start, Func<Uri, DateTimeOffset> opens)
    {
        ArgumentNullException.ThrowIfNull(packages);
        var buckets = new Dictionary<string, Buckets>(StringComparer.Ordinal);
        var places = new PriorityQueue<TimeSpan, TimeSpan>(Enumerable.Repeat((TimeSpan.Zero, TimeSpan.Zero), Math.Max(1, width)));
        var ready = new Ready(packages);
        var entries = ImmutableArray.CreateBuilder<ScheduleEntry>(packages.Count);
        while (ready.Next(out var package, out var earliest))
        {
            var place = places.Dequeue();
            var begin = place > earliest ? place : earliest;
            var took = package.Measured ?? StageDurations.Assumed;
            var bucket = BucketsOf(buckets, package, start, opens);
            var upload = bucket.Take(package, begin + took.Build);
            var end = upload + took.Publish + took.Await + took.Verify;
            places.Enqueue(end, end);
            ready.Ended(package.Id, end);
            entries.Add(new ScheduleEntry(package, begin, upload, end));
        }

        return new ReleaseSchedule([.. entries.OrderBy(entry => entry.Start)], Math.Max(1, width));
    }

    private static Buckets BucketsOf(Dictionary<string, Buckets> buckets, ScheduledPackage package, DateTimeOffset start, Func<Uri, DateTimeOffset> opens)
    {
        var origin = package.Registry.GetLeftPart(UriPartial.Authority);
        if (!buckets.TryGetValue(origin, out var bucket))
        {
            bucket = new Buckets(package.Budget, start, opens(package.Registry));
            buckets.Add(origin, bucket);
        }

        return bucket;
    }

    /// <summary>Packages whose dependencies have ended, earliest first.</summary>
    private sealed class Ready
    {
        private readonly PriorityQueue<ScheduledPackage, (TimeSpan, int)> _queue = new();
        private readonly Dictionary<PackageId, List<ScheduledPackage>> _dependents = [];
        private readonly Dictionary<PackageId, (int Missing, TimeSpan Earliest, int Order)> _waiting = [];

        public Ready(IReadOnlyList<ScheduledPackage> packages)
        {
            var known = packages.Select(p => p.Id).ToHashSet();
            for (var i = 0; i < packages.Count; i++)
            {
                var dependencies = packages[i].Dependencies.Where(known.Contains).Distinct().ToArray();
                _waiting[packages[i].Id] = (dependencies.Length, TimeSpan.Zero, i);
                foreach (var dependency in dependencies)
                {
                    (_dependents.TryGetValue(dependency, out var list) ? list : _dependents[dependency] = []).Add(packages[i]);
                }

                if (dependencies.Length == 0)
                {
                    _queue.Enqueue(packages[i], (TimeSpan.Zero, i));
                }
            }
        }

        public bool Next(out ScheduledPackage package, out TimeSpan earliest)
        {
            var found = _queue.TryDequeue(out package!, out var priority);
            earliest = priority.Item1;
            return found;
        }

        public void Ended(PackageId id, TimeSpan end)
        {
            foreach (var dependent in _dependents.GetValueOrDefault(id, []))
            {
                var (missing, earliest, order) = _waiting[dependent.Id];
                earliest = end > earliest ? end : earliest;
                _waiting[dependent.Id] = (missing - 1, earliest, order);
                if (missing == 1)
                {
                    _queue.Enqueue(dependent, (earliest, order));
                }
            }
        }
    }

    /// <summary>The two buckets of a registry while time passes.</summary>
    private sealed class Buckets(RegistryBudget budget, DateTimeOffset start, DateTimeOffset opens)
    {
        private TokenBucket _uploads = new(budget.Uploads.Burst, start);
        private TokenBucket _new = new(budget.NewPackages.Burst, start);

        public TimeSpan Take(ScheduledPackage package, TimeSpan at)
        {
            var now = start + at;
            now = opens > now ? opens : now;
            if (package.IsNew)
            {
                (now, _new) = Take(_new, budget.NewPackages, now);
            }

            (now, _uploads) = Take(_uploads, budget.Uploads, now);
            return now - start;
        }

        /// <summary>Packages are not computed in the order of their uploads: one that comes later in time may have been first.</summary>
        private static (DateTimeOffset At, TokenBucket Left) Take(TokenBucket bucket, RateBudget limit, DateTimeOffset now)
        {
            var reached = now > bucket.At ? now : bucket.At;
            var wait = bucket.Wait(limit, reached);
            var at = wait > TimeSpan.Zero ? reached + wait : now;
            return (at, bucket.Take(limit, reached + wait, 1));
        }
    }
}
