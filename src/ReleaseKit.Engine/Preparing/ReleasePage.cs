using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Forges;

namespace ReleaseKit.Engine.Preparing;

/// <summary>The pull request of a release branch: finds it, keeps it up to date, closes it.</summary>
internal sealed class ReleasePage
{
    private readonly IForge _forge;
    private readonly PrepareOptions _options;
    private readonly Action<string> _say;

    public ReleasePage(IForge forge, PrepareOptions options, Action<string> say) => (_forge, _options, _say) = (forge, options, say);

    /// <summary>The open one; null when there is none.</summary>
    public async Task<PullRequest?> FindAsync(string releaseBranch, string branch, CancellationToken cancellationToken)
    {
        await foreach (var found in _forge.ListAsync(PullRequestState.Open, releaseBranch, branch, cancellationToken))
        {
            if (!found.IsFromFork && found.Head == releaseBranch && found.Base == branch)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What people changed about its description; nothing when it has no manifest that can be read.</summary>
    public static (ReleaseOverrides Edits, Diagnostic? Problem) Read(PullRequest? open)
    {
        if (open is null)
        {
            return (ReleaseOverrides.None, null);
        }

        try
        {
            return (PullRequestEdits.Read(open.Body, ManifestText.Read(open.Body)), null);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code == PullRequestCodes.Manifest.Code)
        {
            return (ReleaseOverrides.None, e.Diagnostics[0]);
        }
    }

    /// <summary>Whether the forge takes all of a description.</summary>
    public bool HasRoom(ReleaseDescription description) => Render(description).Length <= _forge.Capabilities.LongestBody;

    /// <summary>Opens it, or brings it up to date; null when somebody edited it meanwhile, so that it has to be read again.</summary>
    /// <param name="seen">As it was read; null when there was none.</param>
    /// <param name="releaseBranch">The branch that is to be merged.</param>
    /// <param name="description">What it tells.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<(PullRequest PullRequest, string State)?> PutAsync(PullRequest? seen, string releaseBranch, ReleaseDescription description, CancellationToken cancellationToken)
    {
        var title = PullRequestBody.Title(description.Plan, description.Group);
        var body = Render(description);
        var state = "unchanged";
        PullRequest page;
        if (seen is null)
        {
            page = await _forge.OpenAsync(releaseBranch, description.Branch, title, body, _options.Draft, cancellationToken);
            state = "created";
        }
        else
        {
            page = seen;
        }

        if (!IsSame(page.Body, body) || page.Title != title)
        {
            var now = seen is null ? page : await _forge.FindAsync(page.Number, cancellationToken) ?? page;
            if (now.State != PullRequestState.Open || !IsSame(now.Body, page.Body))
            {
                return null;
            }

            page = await _forge.ChangeAsync(page.Number, new PullRequestChange { Title = page.Title == title ? null : title, Body = IsSame(page.Body, body) ? null : body }, cancellationToken);
            state = state == "created" ? state : "updated";
        }

        await LabelAsync(page, "pending", cancellationToken);
        return (page, state);
    }

    /// <summary>Says on it that something has to be done.</summary>
    public Task CommentAsync(PullRequest open, string text, CancellationToken cancellationToken) => _forge.CommentAsync(open.Number, DefusedText.Defuse(text), cancellationToken);

    /// <summary>Closes it, with the reason. That comes last: a run after one that was killed looks at open ones only.</summary>
    public async Task<PullRequest> CloseAsync(PullRequest open, string why, CancellationToken cancellationToken)
    {
        await _forge.CommentAsync(open.Number, why, cancellationToken);
        await LabelAsync(open, "", cancellationToken);
        return await _forge.ChangeAsync(open.Number, new PullRequestChange { State = PullRequestState.Closed }, cancellationToken);
    }

    private string Render(ReleaseDescription description) => PullRequestBody.Render(description, _forge.Capabilities.LongestBody, PullRequestMarkup.Of(_forge.Repository.Kind));

    private async Task LabelAsync(PullRequest page, string state, CancellationToken cancellationToken) =>
        await new ReleaseLabels(_forge, _options.Labels, _say).SetAsync(page, state, cancellationToken);

    private static bool IsSame(string one, string other) => one.ReplaceLineEndings("\n").Trim() == other.ReplaceLineEndings("\n").Trim();
}
