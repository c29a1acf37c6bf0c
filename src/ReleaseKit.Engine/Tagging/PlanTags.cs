using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Tags;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Tagging;

/// <summary>Makes the tags of a plan and pushes those that the remote lacks: all of them or none, and no other tag.</summary>
internal sealed class PlanTags
{
    private const int Attempts = 4;
    private readonly IRepository _git;
    private readonly string _remote;
    private readonly Action<string> _say;

    public PlanTags(IRepository git, string remote, Action<string> say) => (_git, _remote, _say) = (git, remote, say);

    /// <summary>Tags a commit.</summary>
    /// <returns>All tags of the plan.</returns>
    /// <exception cref="ReleaseException"><c>RK-TAG-EXISTS</c>, <c>RK-GIT-PUSH-REJECTED</c>, <c>RK-GIT-IDENTITY</c>.</exception>
    public async Task<ImmutableArray<TaggedRelease>> TagAsync(PreparedRelease prepared, string commit, UmbrellaTag? umbrella, bool dryRun, CancellationToken cancellationToken)
    {
        var wanted = Wanted(prepared, umbrella, commit);
        RefRefusal? refusal = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var there = (await _git.Remotes().TagsAsync(_remote, cancellationToken)).ToDictionary(t => t.Name, t => t.Commit, StringComparer.Ordinal);
            var elsewhere = wanted.Where(t => there.TryGetValue(t.Tag, out var named) && named != commit).ToArray();
            if (elsewhere.Length > 0)
            {
                throw new ReleaseException([.. elsewhere.Select(t => GitCodes.TagExists.Create(
                    $"The tag {t.Tag} on {_remote} names commit {there[t.Tag][..10]}, not {commit[..10]}, with which the release was merged. " +
                    (t.Packages.Length == 0 ? "Put {plan} into umbrella_tag, so that two releases of one day have two tags, then run -t:Tag again." : "Delete it there if it is a mistake, then run -t:Tag again.")))]);
            }

            var missing = wanted.Where(t => !there.ContainsKey(t.Tag)).ToArray();
            ImmutableArray<TaggedRelease> all = [.. wanted.Select(t => t with { IsNew = missing.Contains(t) })];
            if (dryRun)
            {
                Array.ForEach(missing, t => _say(new CreateTag(t.Tag, commit, t.Tag).Describe()));
            }

            if (dryRun || missing.Length == 0)
            {
                return all;
            }

            await MakeAsync(prepared, missing, commit, cancellationToken);

            refusal = await _git.Branches().UpdateAsync(_remote, [.. missing.Select(t => new RefUpdate("refs/tags/" + t.Tag, null, "refs/tags/" + t.Tag))], cancellationToken);
            if (refusal is null)
            {
                return all;
            }

            if (!refusal.IsConflict)
            {
                break;
            }
        }

        throw new ReleaseException(GitCodes.PushRejected.Create($"{_remote} refused the tags; none was pushed. {refusal!.Reason}. Let whoever runs this push tags, then run -t:Tag again."));
    }

    /// <summary>Makes them here. When one cannot be made, those before it go again.</summary>
    private async Task MakeAsync(PreparedRelease prepared, TaggedRelease[] tags, string commit, CancellationToken cancellationToken)
    {
        var made = new List<string>();
        try
        {
            foreach (var tag in tags)
            {
                if (await _git.Writer().TagAsync(tag.Tag, commit, Message(prepared, tag), cancellationToken))
                {
                    made.Add(tag.Tag);
                }
            }
        }
        catch
        {
            await _git.Branches().ForgetTagsAsync(made, CancellationToken.None);
            throw;
        }
    }

    private static TaggedRelease[] Wanted(PreparedRelease prepared, UmbrellaTag? umbrella, string commit)
    {
        var tags = prepared.Plan.Published.GroupBy(r => r.Tag, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new TaggedRelease(g.Key, commit, prepared.Hash, string.Join(';', g.Select(r => r.Id.ToString())), false)).ToArray();
        return umbrella?.Of(prepared.Plan, prepared.Hash) is { } name && tags.All(t => t.Tag != name) ? [.. tags, new TaggedRelease(name, commit, prepared.Hash, "", false)] : tags;
    }

    private static string Message(PreparedRelease prepared, TaggedRelease tag)
    {
        var named = prepared.Plan.Published.Where(r => r.Tag == tag.Tag).ToArray();
        var text = named is [var only] ? $"{only.Id.Name} {only.To}" : string.Create(CultureInfo.InvariantCulture, $"{(named.Length == 0 ? prepared.Plan.Releases.Length : named.Length)} packages{(named.Length == 0 ? "" : " " + named[0].To)}");
        return ReleaseMessage.WithPlan(text, prepared.Hash);
    }
}
