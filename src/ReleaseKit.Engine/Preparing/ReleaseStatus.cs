using System.Globalization;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Forges;

namespace ReleaseKit.Engine.Preparing;

/// <summary>What the forge shows beside the last commit of a release branch. It is for people, and for rules that ask for it before a merge; a token that may not set it stops nothing.</summary>
internal sealed class ReleaseStatus
{
    /// <summary>Its name among those of other checks.</summary>
    public const string Name = "releasekit";

    private readonly IForge _forge;
    private readonly Action<string> _say;

    public ReleaseStatus(IForge forge, Action<string> say) => (_forge, _say) = (forge, say);

    /// <summary>The branch holds what will be released.</summary>
    public Task PreparedAsync(string tip, ReleasePlan plan, CancellationToken cancellationToken) => SetAsync(
        tip, CommitState.Success,
        plan.Releases.Length == 1 ? $"{plan.Releases[0].Id.Name} {plan.Releases[0].To}" : string.Create(CultureInfo.InvariantCulture, $"{plan.Releases.Length} packages"), cancellationToken);

    /// <summary>What people wrote cannot be released, so that the branch is not what they ask for.</summary>
    /// <param name="tip">The branch's last commit; null when there is none.</param>
    /// <param name="why">The reason.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public Task RefusedAsync(string? tip, string why, CancellationToken cancellationToken) =>
        tip is null ? Task.CompletedTask : SetAsync(tip, CommitState.Failure, DisplayText.Line(why), cancellationToken);

    private async Task SetAsync(string commit, CommitState state, string text, CancellationToken cancellationToken)
    {
        if (!_forge.Capabilities.Statuses)
        {
            return;
        }

        try
        {
            await _forge.SetStatusAsync(commit, Name, state, text, cancellationToken);
        }
        catch (ReleaseException e) when (e.Diagnostics.All(d => d.Code == ForgeCodes.Forbidden.Code || d.Code == ForgeCodes.NotFound.Code))
        {
            _say($"The commit {commit[..10]} gets no status, which is for show only: {e.Diagnostics[0].Message}");
        }
    }
}
