using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Migrating;
using ReleaseKit.Engine.Migrating.ReleasePlease;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Tagging;

/// <summary>
/// Finishes pull requests of release-please that were in flight when a repository came from there: their tags by its own rules, at
/// the merge commit, and the forge's releases. What the text says is compared with the manifests of that commit.
/// </summary>
internal sealed class ReleasePleaseTagging
{
    /// <summary>Merged pull requests that are looked at, newest first: what was in flight is not old.</summary>
    private const int MostLookedAt = 30;

    private readonly PreparationServices _services;
    private readonly IForge _forge;
    private readonly TagOptions _options;
    private readonly string _remote;
    private readonly ReleaseTree _tree;

    public ReleasePleaseTagging(PreparationServices services, IForge forge, TagOptions options, string remote, ReleaseTree tree) =>
        (_services, _forge, _options, _remote, _tree) = (services, forge, options, remote, tree);

    /// <summary>Tags the one that was asked for, and gives all of its tags.</summary>
    /// <param name="page">The pull request, merged.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ReleaseException">As <see cref="RunAsync(CancellationToken)"/>, and <c>RK-PULL-REQUEST-UNAPPLIED</c> where its commit is not part of what is checked out.</exception>
    public async Task<ImmutableArray<TaggedRelease>> RunAsync(PullRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.MergeCommit is not { } commit || !await IsThereAsync(commit, cancellationToken))
        {
            throw new ReleaseException(PullRequestCodes.Unapplied.Create(
                $"Pull request {page.Number} ({page.Url}) of release-please is merged, and its commit {page.MergeCommit?[..10] ?? "(the forge does not tell which)"} is not part of what is checked out. Fetch the branch it was merged into and check it out, then run -t:Tag again."));
        }

        var tagged = await TagAsync(page, commit, await TagsAsync(cancellationToken), cancellationToken);
        return !tagged.IsEmpty ? tagged : throw new ReleaseException(PullRequestCodes.Unapplied.Create(
            $"Pull request {page.Number} ({page.Url}) is one of release-please, and {ReleasePleaseReader.ConfigurationFile} of commit {commit[..10]} has none of the packages it names, or is not there. Tag that commit by hand."));
    }

    /// <summary>Tags those that were merged, and gives all of their tags; none where release-please has no configuration.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ReleaseException"><c>RK-PULL-REQUEST-UNAPPLIED</c>, <c>RK-TAG-EXISTS</c>, <c>RK-GIT-PUSH-REJECTED</c>, <c>RK-FORGE-…</c>, <c>RK-MIGRATE-UNREADABLE</c>.</exception>
    public async Task<ImmutableArray<TaggedRelease>> RunAsync(CancellationToken cancellationToken)
    {
        var head = _services.Git.Facts.Head;
        if (await _services.Git.Objects().ReadFileAsync(head, _services.Git.Facts.Prefix + ReleasePleaseReader.ConfigurationFile, cancellationToken) is null)
        {
            return [];
        }

        await _tree.CheckOutAsync(head, cancellationToken);
        if (ReleasePleaseReader.Read(Source()) is not { } settings)
        {
            return [];
        }

        var tags = await TagsAsync(cancellationToken);
        var tagged = ImmutableArray.CreateBuilder<TaggedRelease>();
        foreach (var page in await NewestAsync(cancellationToken))
        {
            var wanted = ReleasePleaseMerge.Tags(page, settings);
            if (wanted.Any(t => !tags.ContainsKey(t.Tag)) && page.MergeCommit is { } commit && await IsThereAsync(commit, cancellationToken))
            {
                tagged.AddRange(await TagAsync(page, commit, tags, cancellationToken));
            }
        }

        return tagged.ToImmutable();
    }

    private async Task<ImmutableDictionary<string, string>> TagsAsync(CancellationToken cancellationToken) =>
        (await _services.Git.Remotes().TagsAsync(_remote, cancellationToken)).ToImmutableDictionary(t => t.Name, t => t.Commit, StringComparer.Ordinal);

    private Task<bool> IsThereAsync(string commit, CancellationToken cancellationToken) => _services.Git.Objects().IsAncestorAsync(commit, _services.Git.Facts.Head, cancellationToken);

    private async Task<List<PullRequest>> NewestAsync(CancellationToken cancellationToken)
    {
        var found = new List<PullRequest>();
        var looked = 0;
        await foreach (var page in _forge.ListAsync(PullRequestState.Merged, null, _options.Branch, cancellationToken))
        {
            if (looked++ == MostLookedAt)
            {
                break;
            }

            if (ReleasePleaseMerge.IsOne(page))
            {
                found.Add(page);
            }
        }

        return found;
    }

    private async Task<ImmutableArray<TaggedRelease>> TagAsync(PullRequest page, string commit, ImmutableDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        await _tree.CheckOutAsync(commit, cancellationToken);
        var source = Source();
        var wanted = ReleasePleaseReader.Read(source) is { } settings ? ReleasePleaseMerge.Tags(page, settings) : [];
        if (wanted.FirstOrDefault(t => !IsApplied(t, source)) is { } untrue)
        {
            throw new ReleaseException(PullRequestCodes.Unapplied.Create(
                $"Pull request {page.Number} ({page.Url}) says that {untrue.Path} is released as {untrue.Version}, and commit {commit[..10]} does not say so. Its text or its files were changed after release-please wrote them; tag that commit by hand ({untrue.Tag})."));
        }

        if (wanted.FirstOrDefault(t => tags.TryGetValue(t.Tag, out var named) && named != commit) is { } taken)
        {
            throw new ReleaseException(GitCodes.TagExists.Create(
                $"The tag {taken.Tag} on {_remote} names commit {tags[taken.Tag][..10]}, not {commit[..10]}, with which pull request {page.Number} was merged. Delete it there if it is a mistake, then run -t:Tag again."));
        }

        ImmutableArray<TaggedRelease> all =
            [.. wanted.Select(t => new TaggedRelease(t.Tag, commit, "", string.Join(';', source.In(t.Path).Select(p => p.Id)), !tags.ContainsKey(t.Tag)))];
        if (_options.DryRun)
        {
            foreach (var tag in all.Where(t => t.IsNew))
            {
                _services.Say(new CreateTag(tag.Tag, commit, tag.Tag).Describe());
            }

            return all;
        }

        await PushAsync(all, cancellationToken);
        await AnnounceAsync(page, wanted, cancellationToken);
        return all;
    }

    /// <summary>Whether the commit has the version: in release-please's manifest, and in the package's own where it says one.</summary>
    private static bool IsApplied(ReleasePleaseTag tag, MigrationSource source) =>
        ReleasePleaseReader.VersionOf(source, tag.Path) == tag.Version && source.In(tag.Path).All(p => p.Version is null || p.Version == tag.Version);

    private async Task PushAsync(ImmutableArray<TaggedRelease> tags, CancellationToken cancellationToken)
    {
        var missing = tags.Where(t => t.IsNew).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        foreach (var tag in missing)
        {
            await _services.Git.Writer().TagAsync(tag.Tag, tag.Commit, tag.Tag, cancellationToken);
        }

        if (await _services.Git.Branches().UpdateAsync(_remote, [.. missing.Select(t => new RefUpdate("refs/tags/" + t.Tag, null, "refs/tags/" + t.Tag))], cancellationToken) is { } refusal)
        {
            throw new ReleaseException(GitCodes.PushRejected.Create($"{_remote} refused the tags; none was pushed. {refusal.Reason}. Let whoever runs this push tags, then run -t:Tag again."));
        }
    }

    private async Task AnnounceAsync(PullRequest page, ImmutableArray<ReleasePleaseTag> wanted, CancellationToken cancellationToken)
    {
        foreach (var tag in _options.ForgeReleases ? wanted : [])
        {
            if (await _forge.FindReleaseAsync(tag.Tag, cancellationToken) is null)
            {
                await _forge.PutReleaseAsync(
                    new ForgeRelease
                    {
                        Id = "", Tag = tag.Tag, Name = tag.Tag, IsPrerelease = tag.Version.Contains('-', StringComparison.Ordinal),
                        Body = AnnouncedText.Fit(tag.Notes, _forge.Capabilities.LongestNotes, _options.Links.At(tag.Tag)),
                    }, cancellationToken);
            }
        }

        // Its own labels, by which it would look for what is left to do.
        await _forge.LabelAsync(page.Number, ["autorelease: tagged"], ["autorelease: pending"], cancellationToken);
    }

    private MigrationSource Source() => new()
    {
        Packages = _tree.Workspace.Workspace.Packages,
        Tags = [],
        Read = path => _tree.Files.FileExists(path) ? _tree.Files.Read(path) : null,
        Introduced = (_, _, _) => Task.FromResult<string?>(null),
    };
}
