using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Preparing;

namespace ReleaseKit.Engine.Tagging;

/// <summary>The merged pull request of a plan, and what people wrote into it last.</summary>
/// <param name="PullRequest">The pull request.</param>
/// <param name="Edits">What was edited after the plan was made; the notes count, versions come too late.</param>
public sealed record MergedPage(PullRequest PullRequest, ReleaseOverrides Edits)
{
    /// <summary>Merged ones are looked through so far; the plan that is looked for waits to be published, so it is not old.</summary>
    private const int Most = 50;

    /// <summary>Looks for it: by the manifest that names the plan, or, where that was damaged, by the commit.</summary>
    public static async Task<MergedPage?> FindAsync(IForge forge, PreparedRelease prepared, string? commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(forge);
        ArgumentNullException.ThrowIfNull(prepared);
        var looked = 0;
        await foreach (var page in forge.ListAsync(PullRequestState.Merged, Known(prepared.Document.ReleaseBranch), Known(prepared.Document.Branch), cancellationToken))
        {
            if (TryRead(page, out var edits) is { } manifest ? manifest.Plan == prepared.Hash : commit is not null && page.MergeCommit == commit)
            {
                return new MergedPage(page, edits);
            }

            if (++looked == Most)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Of a plan that came as a file the branches are not known.</summary>
    private static string? Known(string branch) => branch.Length == 0 ? null : branch;

    /// <summary>The manifest of a page, and what was edited; null when there is none that can be read.</summary>
    private static PullRequestManifest? TryRead(PullRequest page, out ReleaseOverrides edits)
    {
        edits = ReleaseOverrides.None;
        try
        {
            var manifest = ManifestText.Read(page.Body);
            edits = PullRequestEdits.Read(page.Body, manifest);
            return manifest;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    /// <summary>The notes to publish: those of the plan, with what people wrote last.</summary>
    public static IReadOnlyDictionary<PackageId, string> Notes(PreparedRelease prepared, MergedPage? page)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return page is null ? prepared.Document.Notes : prepared.Document.Notes.SetItems(page.Edits.Notes);
    }
}
