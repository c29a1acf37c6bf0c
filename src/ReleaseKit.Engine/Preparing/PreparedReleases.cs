using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>
/// Plans on the remote: <c>refs/releasekit/plans/&lt;first twelve digits of the hash&gt;</c>, or a branch of that name where the remote
/// takes branches only, names a commit with <c>plan.json</c> and <c>release.json</c> whose parent is the release commit, and with
/// <c>live.json</c> while jobs publish shares of it. What is read is compared with its name and its own hash.
/// </summary>
public sealed class PreparedReleases
{
    /// <summary>Refs of plans begin so.</summary>
    public const string Prefix = "refs/releasekit/plans/";

    /// <summary>Branches of plans begin so, where a remote refuses other refs.</summary>
    public const string BranchPrefix = "refs/heads/releasekit/plans/";

    private const string PlanFile = "plan.json";
    private const string ReleaseFile = "release.json";
    private const string LiveFile = "live.json";
    private const int IdLength = 12;
    private const int Attempts = 5;

    /// <summary>So many jobs may end in one moment: each time one of them is through.</summary>
    private const int Meetings = 300;
    private readonly IRepository _git;
    private readonly string _remote;
    private readonly IForge? _forge;
    private readonly PreparedRelease? _given;

    /// <summary>The plans of a remote.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="forge">Where descriptions may have plans, if the remote keeps none; null for nowhere.</param>
    /// <param name="given">The only plan that matters, from a file; null for all.</param>
    public PreparedReleases(IRepository git, string remote, IForge? forge = null, PreparedRelease? given = null) => (_git, _remote, _forge, _given) = (git, remote, forge, given);

    /// <summary>The plan of a file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="branch">The branch that it is merged into, without <c>refs/heads/</c>; empty where that does not matter.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ReleaseException"><c>RK-PLAN-MISSING</c>, <c>RK-PLAN-ALTERED</c>, <c>RK-DOCUMENT-…</c>.</exception>
    public static async Task<PreparedRelease> FromFileAsync(string path, string branch, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new ReleaseException(DocumentCodes.PlanMissing.Create($"ReleasePlan names {path}, and there is no such file. Pass the plan.json that -t:Prepare wrote to its output folder."));
        }

        var plan = PlanDocument.Read(await File.ReadAllTextAsync(path, cancellationToken), path);
        return new PreparedRelease("", "", PlanDocument.Hash(plan), plan, new PreparedDocument { Branch = branch, ReleaseBranch = "" });
    }

    /// <summary>The ref of a plan.</summary>
    /// <param name="hash">The plan's hash.</param>
    /// <param name="asBranch">Whether it is a branch.</param>
    public static string RefOf(string hash, bool asBranch)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return (asBranch ? BranchPrefix : Prefix) + hash[..IdLength];
    }

    /// <summary>All of them, in ordinal order of ref. One that says something else than its name or hash is left out.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<ImmutableArray<PreparedRelease>> ListAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var refs = (await _git.Refs().ListAsync(_remote, Prefix, cancellationToken)).AddRange(await _git.Refs().ListAsync(_remote, BranchPrefix, cancellationToken));
            if (refs.Count > 0 && !await _git.Refs().FetchObjectsAsync(_remote, refs.Keys, cancellationToken))
            {
                // One was published, or replaced, in this moment.
                if (attempt < Attempts)
                {
                    continue;
                }

                throw new ReleaseException(GitCodes.RemoteUnreachable.Create($"{_remote} lists plans under {Prefix} and does not give them, {Attempts} times over. Look whether git ls-remote and git fetch agree there, then run again."));
            }

            var found = ImmutableArray.CreateBuilder<PreparedRelease>();
            foreach (var (name, value) in refs)
            {
                if (await ReadAsync(name, value, cancellationToken) is { } prepared)
                {
                    found.Add(prepared);
                }
            }

            if (_given is not null)
            {
                // What the remote keeps of it says more than the file.
                return [found.FirstOrDefault(p => p.Hash == _given.Hash) ?? _given];
            }

            return refs.IsEmpty && _forge is not null ? await new EmbeddedReleases(_forge).ListAsync(await TagsAsync(cancellationToken), cancellationToken) : found.ToImmutable();
        }
    }

    private async Task<ImmutableHashSet<string>> TagsAsync(CancellationToken cancellationToken) =>
        [.. (await _git.Remotes().TagsAsync(_remote, cancellationToken)).Select(t => t.Name)];

    /// <summary>Makes the objects of a plan; a push makes its ref.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">What is told about it.</param>
    /// <param name="commit">The release commit as it was generated.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What the ref shall name.</returns>
    public async Task<string> WriteAsync(ReleasePlan plan, PreparedDocument document, string commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        return await CommitAsync(plan, document, [], [commit], cancellationToken);
    }

    /// <summary>Notes on the remote, beside the plan, which of its packages are live; other jobs do so at the same time.</summary>
    /// <returns>The plan with all that is noted once ours is; null when a job beside this one has ended it.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-PUSH-REJECTED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<PreparedRelease?> NoteLiveAsync(string hash, IReadOnlySet<PackageId> live, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(live);
        for (var meeting = 1; ; meeting++)
        {
            if ((await ListAsync(cancellationToken)).FirstOrDefault(p => p.Hash == hash) is not { } there)
            {
                return null;
            }

            var all = there.Live.Union(there.Plan.Published.Select(r => r.Id).Where(live.Contains));
            if (all.Count == there.Live.Count || there.Ref.Length == 0)
            {
                return there with { Live = all };
            }

            var value = await CommitAsync(there.Plan, there.Document, all, there.Commit is { } commit ? [commit] : [], cancellationToken);
            if (await _git.Branches().UpdateAsync(_remote, [new RefUpdate(there.Ref, there.Value, value)], cancellationToken) is not { } refusal)
            {
                return there with { Value = value, Live = all };
            }

            if (!refusal.IsConflict || meeting == Meetings)
            {
                throw new ReleaseException(GitCodes.PushRejected.Create($"{_remote} did not take the note of what is live in {there.Ref}. {refusal.Reason}. Run this job again: what is live stays so, and is noted then."));
            }
        }
    }

    /// <summary>Notes beside a plan that a repository was told of it. Where somebody else noted something meanwhile, or the remote takes no note, nothing is noted.</summary>
    /// <returns>The plan as the remote has it afterwards.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<PreparedRelease> NoteAsync(PreparedRelease release, string told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (release.Ref.Length == 0 || release.Commit is not { } commit)
        {
            return release;
        }

        var document = release.Document with { Told = release.Document.Told.Add(told) };
        var value = await CommitAsync(release.Plan, document, release.Live, [commit], cancellationToken);
        var refusal = await _git.Branches().UpdateAsync(_remote, [new RefUpdate(release.Ref, release.Value, value)], cancellationToken);
        return refusal is null ? release with { Value = value, Document = document } : release;
    }

    /// <summary>Removes plans that nobody needs any more, if they are what they were seen to be. One that somebody else removed or replaced is left to him.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task RemoveAsync(IEnumerable<PreparedRelease> releases, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(releases);
        foreach (var release in releases)
        {
            if (release.Ref.Length == 0)
            {
                await (_forge is null ? Task.CompletedTask : new EmbeddedReleases(_forge).RemoveAsync(release, cancellationToken));
                continue;
            }

            await _git.Branches().UpdateAsync(_remote, [new RefUpdate(release.Ref, release.Value, null)], cancellationToken);
        }
    }

    private async Task<PreparedRelease?> ReadAsync(string name, string value, CancellationToken cancellationToken)
    {
        var objects = _git.Objects();
        if (await objects.ReadFileAsync(value, PlanFile, cancellationToken) is not { } planText || await objects.ReadFileAsync(value, ReleaseFile, cancellationToken) is not { } documentText)
        {
            return null;
        }

        try
        {
            var plan = PlanDocument.Read(planText, name);
            var hash = PlanDocument.Hash(plan);
            return !name.EndsWith('/' + hash[..IdLength], StringComparison.Ordinal) ? null : new PreparedRelease(name, value, hash, plan, PreparedDocument.Read(documentText, name))
            {
                Commit = await objects.ParentAsync(value, cancellationToken),
                Live = ReadLive(await objects.ReadFileAsync(value, LiveFile, cancellationToken) ?? "", plan),
            };
        }
        catch (ReleaseException)
        {
            return null; // Of another version, or by somebody else: nothing is known about it, so nothing is done to it.
        }
    }

    private Task<string> CommitAsync(ReleasePlan plan, PreparedDocument document, ImmutableSortedSet<PackageId> live, IEnumerable<string> parents, CancellationToken cancellationToken)
    {
        var files = ImmutableDictionary<string, string>.Empty.Add(PlanFile, PlanDocument.Write(plan)).Add(ReleaseFile, document.Write());
        return _git.Objects().CommitFilesAsync(
            live.IsEmpty ? files : files.Add(LiveFile, new JsonArray([.. live.Select(id => (JsonNode)id.ToString())]).ToJsonString() + "\n"),
            parents, $"ReleaseKit plan {PlanDocument.Hash(plan)[..IdLength]}", cancellationToken);
    }

    /// <summary>Names that the plan does not upload, and text that is no list of names, say nothing.</summary>
    private static ImmutableSortedSet<PackageId> ReadLive(string text, ReleasePlan plan)
    {
        try
        {
            var names = text.Length > 0 && JsonNode.Parse(text) is JsonArray array ? array.Select(n => n?.ToString()).ToHashSet() : [];
            return [.. plan.Published.Select(r => r.Id).Where(id => names.Contains(id.ToString()))];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
