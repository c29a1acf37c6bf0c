using System.Collections.Immutable;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Checking;

/// <summary>A branch is checked out from which releases are made, and it is not behind its upstream.</summary>
public sealed class BranchCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "branch";

    /// <inheritdoc/>
    public string Purpose => "A branch is checked out that may be released, and the one that it is pushed to has, as of the last fetch, no commit that is not here.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [RepositoryCheckCodes.Detached, RepositoryCheckCodes.Behind, RepositoryCheckCodes.BranchWithoutChannel];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var facts = context.Git.Facts;
        if (facts.Branch is not { } branch)
        {
            return context.Push is null ? CheckFindings.None : CheckFindings.Of(RepositoryCheckCodes.Detached.Create(
                $"HEAD is detached at {facts.Head[..10]}: tags will be pushed, and the release commit will be on no branch. Check out the branch that is released (git switch)."));
        }

        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var branches = context.Workspace.Configuration.Branches;
        if (!branches.IsEmpty && BranchChannel.Find(branches, branch) is null)
        {
            problems.Add(RepositoryCheckCodes.BranchWithoutChannel.At(
                new SourceLocation("releasekit.toml"),
                $"[branches] says nothing about '{DisplayText.Line(branch)}', only about {string.Join(", ", branches.Select(b => b.Pattern))}. Check out one of those, or give this branch a channel."));
        }

        if (context.Push is not null && await context.Git.State().UpstreamAsync(cancellationToken) is { Behind: > 0 } upstream)
        {
            var lacks = upstream.Behind == 1 ? "1 commit" : $"{upstream.Behind} commits";
            var (also, remedy) = upstream.Ahead > 0 ? ($", and has {upstream.Ahead} of its own", "git pull --rebase") : ("", "git pull --ff-only");
            problems.Add(RepositoryCheckCodes.Behind.Create(
                $"'{DisplayText.Line(branch)}' lacks {lacks} of the branch it is pushed to on {context.Push.Remote}{also}, so that the push will be refused. Run {remedy}, then release again."));
        }

        return CheckFindings.Of(problems);
    }
}
