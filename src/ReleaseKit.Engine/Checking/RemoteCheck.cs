using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>The remote would take the branch, and has none of the planned tags on another commit.</summary>
public sealed class RemoteCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "remote";

    /// <inheritdoc/>
    public string Purpose => "The remote takes the branch, and has none of the planned tags on another commit.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [CheckCodes.TagTaken, GitCodes.PushRejected, GitCodes.RemoteUnreachable];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Push is null)
        {
            return CheckFindings.None;
        }

        var remotes = context.Git.Remotes();
        await remotes.PushAsync(context.Push, [], dryRun: true, cancellationToken);
        var taken = (await remotes.TagsAsync(context.Push.Remote, cancellationToken)).Where(t => t.Commit != context.Earlier.Commit).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return CheckFindings.Of(context.Plan.Published.Where(r => taken.Contains(r.Tag)).Select(r => CheckCodes.TagTaken.Create(
            $"{context.Push.Remote} already has the tag {r.Tag}. Fetch its tags (git fetch --tags {context.Push.Remote}) and run again.")));
    }
}
