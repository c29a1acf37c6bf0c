using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Checking;

/// <summary>Neither git nor another release is in the middle of something.</summary>
public sealed class InProgressCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "in-progress";

    /// <inheritdoc/>
    public string Purpose => "No merge, rebase, cherry-pick, revert or `git am` waits to be finished, and nobody else releases to the remote.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [RepositoryCheckCodes.Unfinished, RepositoryCheckCodes.Locked, RepositoryCheckCodes.Running];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var state = context.Git.State();
        if (state.Unfinished() is var (operation, giveUp))
        {
            problems.Add(RepositoryCheckCodes.Unfinished.Create($"{char.ToUpperInvariant(operation[0])}{operation[1..]} is not finished in this work tree. Finish it, or give it up with {giveUp}; then release."));
        }

        if (state.IndexLock is { } path)
        {
            problems.Add(RepositoryCheckCodes.Locked.Create($"{path} exists: another git process is at work here, or was killed. Wait for it; when no git runs, delete the file."));
        }

        // Whoever releases holds the lease, and only one can.
        var others = context is { Runner: null, Push: { } push } ? await LookAsync(context.Git, push.Remote, problems, cancellationToken) : "";
        return new CheckFindings(problems.ToImmutable(), others);
    }

    private static async Task<string> LookAsync(IRepository git, string remote, ImmutableArray<Diagnostic>.Builder problems, CancellationToken cancellationToken)
    {
        var refs = await git.Refs().ListAsync(remote, LedgerMirror.Prefix, cancellationToken);
        if (refs.TryGetValue(RemoteLease.Ref, out var lease))
        {
            var holder = await RemoteLease.FindHolderAsync(git, remote, lease, cancellationToken);
            problems.Add(RepositoryCheckCodes.Running.Create(
                $"{holder?.Describe() ?? "Somebody with another version of ReleaseKit.Sdk"} is releasing to {remote}, or died while doing so. A release waits until that is certain, or stops."));
        }

        var open = refs.Keys.Where(name => name != RemoteLease.Ref).Select(name => name[LedgerMirror.Prefix.Length..]).ToArray();
        return open.Length == 0 ? "" : $"{remote} has ledgers of releases that are not finished: {string.Join(", ", open)}. Those of this branch are continued by the next release.";
    }
}
