using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>The remote would take the branch, and has none of the planned tags on another commit.</summary>
public sealed class RemoteCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "remote";

    /// <inheritdoc/>
    public async Task<ImmutableArray<Diagnostic>> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Push is null)
        {
            return [];
        }

        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var remotes = context.Git.Remotes();
        try
        {
            await remotes.PushAsync(context.Push, [], dryRun: true, cancellationToken);
            var taken = (await remotes.TagsAsync(context.Push.Remote, cancellationToken)).Where(t => t.Commit != context.Earlier.Commit).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
            problems.AddRange(context.Plan.Published.Where(r => taken.Contains(r.Tag)).Select(r => CheckCodes.TagTaken.Create(
                $"{context.Push.Remote} already has the tag {r.Tag}. Fetch its tags (git fetch --tags {context.Push.Remote}) and run again.")));
        }
        catch (ReleaseException e)
        {
            problems.AddRange(e.Diagnostics);
        }

        return problems.ToImmutable();
    }
}
