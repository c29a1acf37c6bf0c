using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Forges;

namespace ReleaseKit.Engine.Preparing;

/// <summary>
/// Plans in descriptions of pull requests, where a remote takes no ref for them. Whoever may edit a description may alter them, so
/// they count only with their own hash, from a branch of the repository itself; and as all others, only where they are applied.
/// </summary>
internal sealed class EmbeddedReleases(IForge forge)
{
    /// <summary>Looked through, newest first: what waits is not old.</summary>
    private const int Most = 20;

    /// <summary>Those that wait, open or merged. Of what is merged and tagged only the newest, which may not be published yet.</summary>
    /// <param name="tags">Names of the remote's tags.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<ImmutableArray<PreparedRelease>> ListAsync(IReadOnlySet<string> tags, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<PreparedRelease>();
        foreach (var state in new[] { PullRequestState.Open, PullRequestState.Merged })
        {
            var (looked, tagged) = (0, 0);
            await foreach (var page in forge.ListAsync(state, null, null, cancellationToken))
            {
                if (Read(page) is { } prepared && (prepared.Plan.Published.Any(r => !tags.Contains(r.Tag)) || tagged++ == 0))
                {
                    found.Add(prepared);
                }

                if (++looked == Most)
                {
                    break;
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Takes a plan out of its description, as its release is published.</summary>
    public async Task RemoveAsync(PreparedRelease release, CancellationToken cancellationToken)
    {
        if (release.Page is { } number && await forge.FindAsync(number, cancellationToken) is { } page && EmbeddedPlan.Remove(page.Body) is var body && body != page.Body.ReplaceLineEndings("\n"))
        {
            await forge.ChangeAsync(number, new PullRequestChange { Body = body }, cancellationToken);
        }
    }

    private static PreparedRelease? Read(PullRequest page)
    {
        if (page.IsFromFork || EmbeddedPlan.Find(page.Body) is not { } embedded)
        {
            return null;
        }

        try
        {
            var (plan, document) = (PlanDocument.Read(embedded.Plan, page.Url), PreparedDocument.Read(embedded.Document, page.Url));
            var hash = PlanDocument.Hash(plan);
            return ManifestText.Read(page.Body).Plan == hash && (document.ReleaseBranch, document.Branch) == (page.Head, page.Base)
                ? new PreparedRelease("", "", hash, plan, document) { Commit = embedded.Commit, Page = page.Number }
                : null;
        }
        catch (ReleaseException)
        {
            return null; // Altered: nothing is known about it, so nothing is done to it.
        }
    }
}
