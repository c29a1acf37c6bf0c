using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Finds out which channel a run is for.</summary>
internal static class ReleaseChannel
{
    /// <summary>What was asked for, else the channel of the branch; null when neither says anything, so that every package stays on its line.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANNEL-INVALID</c>, <c>RK-CHANNEL-DETACHED</c>.</exception>
    public static Channel? Of(string asked, ReleaseConfiguration configuration, RepositoryFacts facts, string? known = null)
    {
        if (asked.Length > 0)
        {
            return Channel.TryParse(asked, out var channel) ? channel : throw new ReleaseException(ChannelCodes.Invalid.Create(
                $"ReleaseChannel is '{DisplayText.Line(asked)}': {Channel.Problem(asked)}."));
        }

        if (configuration.Branches.IsEmpty)
        {
            return null;
        }

        return (known ?? facts.Branch) is { } branch ? BranchChannel.Find(configuration.Branches, branch) : throw new ReleaseException(ChannelCodes.Detached.Create(
            $"releasekit.toml has [branches], and no branch is checked out (HEAD is detached at {facts.Head[..10]}). " +
            "Check out the branch with git switch, or say -p:ReleaseChannel=stable or the channel that this release is for."));
    }
}
