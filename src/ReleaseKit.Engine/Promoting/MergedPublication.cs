using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Promoting;

/// <summary>Finds the merged plan that a run shall publish: by a tag, else by the tags of what is checked out, else the one that waits.</summary>
public sealed class MergedPublication
{
    private const string Tags = "refs/tags/";
    private readonly IRepository _git;
    private readonly string _remote;
    private readonly PreparedReleases _releases;

    /// <summary>A look at one remote.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="forge">Where descriptions may have plans, if the remote keeps none; null for nowhere.</param>
    /// <param name="given">The plan of a file; null for those of the remote.</param>
    public MergedPublication(IRepository git, string remote, IForge? forge = null, PreparedRelease? given = null) =>
        (_git, _remote, _releases) = (git, remote, new PreparedReleases(git, remote, forge, given));

    /// <summary>The release; null when nothing waits, or what was asked for is published already.</summary>
    /// <param name="tag">A tag of the release; empty for none.</param>
    /// <param name="say">Tells people why there is nothing.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ReleaseException"><c>RK-PUBLISH-TAG</c>, <c>RK-PUBLISH-COMMIT</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<PreparedRelease?> FindAsync(string tag, Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(say);
        _ = _git.Branches();
        var name = tag.StartsWith(Tags, StringComparison.Ordinal) ? tag[Tags.Length..] : tag;
        var prepared = await _releases.ListAsync(cancellationToken);
        var there = (await _git.Remotes().TagsAsync(_remote, cancellationToken)).ToImmutableDictionary(t => t.Name, t => t.Commit, StringComparer.Ordinal);
        return name.Length > 0 ? await ByTagAsync(name, prepared, there, say, cancellationToken) : await WaitingAsync(prepared, there, say, cancellationToken);
    }

    private async Task<PreparedRelease?> ByTagAsync(
        string tag, ImmutableArray<PreparedRelease> prepared, ImmutableDictionary<string, string> there, Action<string> say, CancellationToken cancellationToken)
    {
        if (!there.TryGetValue(tag, out var commit))
        {
            throw new ReleaseException(PromoteCodes.Tag.Create($"{_remote} has no tag '{DisplayText.Line(tag)}', so there is nothing to publish for it. Run -t:Tag after the merge, or check the name."));
        }

        if (await _git.ResolveAsync(Tags + tag, cancellationToken) is null)
        {
            await _git.Refs().FetchAsync(_remote, [Tags + tag], cancellationToken);
        }

        var hash = await _git.Branches().TagTrailerAsync(tag, ReleaseMessage.PlanTrailer, cancellationToken);
        var found = prepared.FirstOrDefault(p => p.Hash == hash) ?? prepared.FirstOrDefault(p => p.Plan.Published.Any(r => r.Tag == tag));
        if (found is not null)
        {
            return Require(found, tag, commit);
        }

        if (hash is null)
        {
            throw new ReleaseException(PromoteCodes.Tag.Create($"The tag {DisplayText.Line(tag)} names no plan, so -t:Tag did not make it. Publish what it names with -t:Reconcile -p:ReleaseFix=true, if its packages are not live."));
        }

        Finished(hash, say);
        return null;
    }

    private async Task<PreparedRelease?> WaitingAsync(ImmutableArray<PreparedRelease> prepared, ImmutableDictionary<string, string> there, Action<string> say, CancellationToken cancellationToken)
    {
        var tagged = prepared.Select(p => (Release: p, Tag: p.Plan.Published.Select(r => r.Tag).FirstOrDefault(there.ContainsKey))).Where(p => p.Tag is not null).ToArray();
        if (tagged.FirstOrDefault(p => there[p.Tag!] == _git.Facts.Head) is { Release: { } here })
        {
            return here;
        }

        if (tagged.Length > 0)
        {
            var oldest = tagged.OrderBy(p => p.Release.Plan.Date, StringComparer.Ordinal).ThenBy(p => p.Release.Hash, StringComparer.Ordinal).First();
            return Require(oldest.Release, oldest.Tag!, there[oldest.Tag!]);
        }

        foreach (var tag in there.Where(t => t.Value == _git.Facts.Head).Select(t => t.Key).Order(StringComparer.Ordinal))
        {
            if (await _git.Branches().TagTrailerAsync(tag, ReleaseMessage.PlanTrailer, cancellationToken) is { } hash)
            {
                Finished(hash, say);
                return null;
            }
        }

        say("No merged release waits to be published.");
        return null;
    }

    private PreparedRelease Require(PreparedRelease release, string tag, string commit) => commit == _git.Facts.Head ? release : throw new ReleaseException(PromoteCodes.Commit.Create(
        $"Release {release.Hash[..12]} is tagged {tag} at {commit[..10]}, and {_git.Facts.Head[..10]} is checked out. Run git fetch --tags {_remote} && git checkout {tag}, then run again."));

    private void Finished(string hash, Action<string> say) =>
        say($"Release {DisplayText.Line(hash)[..Math.Min(12, hash.Length)]} is published: its plan was taken from {_remote} when everything was live. -t:Reconcile compares tags and registries.");
}
