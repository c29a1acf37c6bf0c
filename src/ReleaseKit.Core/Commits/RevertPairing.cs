using System.Collections.Immutable;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Commits;

/// <summary>
/// Takes out what a range of history did and undid again. A revert whose target lies in the range cancels it and itself,
/// whatever both would have bumped; a revert that is itself reverted cancels nothing.
/// </summary>
public static class RevertPairing
{
    /// <summary>
    /// The commits that remain, in the order given. Targets are found by object name; by subject when none is named, or when
    /// the named one is not in the range because merging rewrote it.
    /// </summary>
    /// <param name="newestFirst">The commits of the range, newest first.</param>
    public static ImmutableArray<HistoryCommit> Cancel(ImmutableArray<HistoryCommit> newestFirst)
    {
        if (!newestFirst.Any(c => c.Changes.Any(IsRevert)))
        {
            return newestFirst;
        }

        var targets = new Targets(newestFirst);
        var result = ImmutableArray.CreateBuilder<HistoryCommit>(newestFirst.Length);
        for (var i = 0; i < newestFirst.Length; i++)
        {
            if (targets.IsCancelled(i))
            {
                continue;
            }

            var commit = newestFirst[i];
            var remaining = commit.Changes.RemoveAll(change => IsRevert(change) && targets.TryCancel(change, i));
            if (remaining.Length == commit.Changes.Length)
            {
                result.Add(commit);
            }
            else if (remaining.Length > 0)
            {
                result.Add(commit with { Changes = remaining });
            }
        }

        return result.ToImmutable();
    }

    private static bool IsRevert(ConventionalChange change) => change.Type == "revert";

    /// <summary>Finds what is reverted among older commits, in logarithmic time.</summary>
    private sealed class Targets
    {
        private readonly bool[] _cancelled;
        private readonly int[] _byId;
        private readonly ImmutableArray<HistoryCommit> _commits;
        private readonly ILookup<string, int> _bySubject;

        public Targets(ImmutableArray<HistoryCommit> commits)
        {
            _commits = commits;
            _cancelled = new bool[commits.Length];
            _byId = [.. Enumerable.Range(0, commits.Length)];
            Array.Sort(_byId, (a, b) => string.CompareOrdinal(commits[a].Id, commits[b].Id));
            _bySubject = Enumerable.Range(0, commits.Length).ToLookup(i => IssueReferences.Without(commits[i].Subject), StringComparer.Ordinal);
        }

        public bool IsCancelled(int index) => _cancelled[index];

        public bool TryCancel(ConventionalChange revert, int index)
        {
            var target = FindById(revert.RevertedCommit) ?? FindBySubject(revert.Description, index);
            if (target is not { } found || found <= index || _cancelled[found])
            {
                return false;
            }

            return _cancelled[found] = true;
        }

        private int? FindById(string? name)
        {
            if (name is null)
            {
                return null;
            }

            var (low, high) = (0, _byId.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = string.CompareOrdinal(_commits[_byId[middle]].Id, name) < 0 ? (middle + 1, high) : (low, middle);
            }

            return low < _byId.Length && _commits[_byId[low]].Id.StartsWith(name, StringComparison.Ordinal) ? _byId[low] : null;
        }

        private int? FindBySubject(string subject, int index)
        {
            foreach (var candidate in _bySubject[IssueReferences.Without(subject)])
            {
                if (candidate > index && !_cancelled[candidate])
                {
                    return candidate;
                }
            }

            return null;
        }
    }
}
