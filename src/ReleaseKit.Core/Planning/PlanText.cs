using ReleaseKit.Core.Planning.Policies;

namespace ReleaseKit.Core.Planning;

/// <summary>Phrases of a plan for people.</summary>
internal static class PlanText
{
    /// <summary>A commit as it is shown: twelve digits name it in every repository.</summary>
    public static string Short(string commit) => commit[..Math.Min(commit.Length, 12)];

    /// <summary>The last release, as people know it.</summary>
    public static string Name(Baseline baseline) => baseline.Tag ?? Short(baseline.Commit);

    /// <summary>Who asked for a version outright.</summary>
    public static string WhoAsked(Candidate candidate) =>
        candidate.Asked?.Version is null && candidate.ReleaseAs is { } intent ? $"Commit {Short(intent.Commit)}" : candidate.Asked!.Summary;

    /// <summary>Why a package that may be released is not.</summary>
    public static string WhyUnchanged(Candidate candidate, PlanPolicy policy)
    {
        var since = (candidate.Latest ?? candidate.Baseline) is { } newest ? $" since {Name(newest)}" : "";
        return !policy.Intents.HasFlag(IntentSources.Commits) ? "no change file asks for a release"
            : candidate.CommitCount == 0 || since.Length == 0 ? $"no change{since}"
            : $"no releasable change{since} ({candidate.CommitCount} {(candidate.CommitCount == 1 ? "commit" : "commits")})";
    }
}
