using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Forges;

namespace ReleaseKit.Engine.Preparing;

/// <summary>Labels that show how far the release of a pull request is. Nothing ever depends on them.</summary>
internal sealed class ReleaseLabels
{
    private static readonly string[] States = ["pending", "tagged", "published"];
    private readonly IForge _forge;
    private readonly string _prefix;
    private readonly Action<string> _say;

    public ReleaseLabels(IForge forge, string prefix, Action<string> say) => (_forge, _prefix, _say) = (forge, prefix, say);

    /// <summary>Shows one state and none of the others.</summary>
    /// <param name="page">The pull request as it was read last.</param>
    /// <param name="state">The state; empty for none.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task SetAsync(PullRequest page, string state, CancellationToken cancellationToken)
    {
        string[] add = state.Length == 0 || page.Labels.Contains(_prefix + state, StringComparer.Ordinal) ? [] : [_prefix + state];
        string[] remove = [.. States.Where(s => s != state).Select(s => _prefix + s).Where(label => page.Labels.Contains(label, StringComparer.Ordinal))];
        if (!_forge.Capabilities.Labels)
        {
            _say($"{_forge.Repository.Kind} has no labels; pull request {page.Number} says nothing of its state.");
            return;
        }

        if (add.Length + remove.Length > 0)
        {
            await TryAsync(page, add, remove, cancellationToken);
        }
    }

    /// <summary>A pull request may have as many labels as the forge takes, or the token no right to change them.</summary>
    private async Task TryAsync(PullRequest page, string[] add, string[] remove, CancellationToken cancellationToken)
    {
        try
        {
            await _forge.LabelAsync(page.Number, add, remove, cancellationToken);
        }
        catch (ReleaseException e) when (e.Diagnostics.All(d => d.Code == ForgeCodes.Refused.Code || d.Code == ForgeCodes.Forbidden.Code))
        {
            _say($"Pull request {page.Number} keeps the labels that it has; nothing depends on them. {e.Message}");
        }
    }
}
