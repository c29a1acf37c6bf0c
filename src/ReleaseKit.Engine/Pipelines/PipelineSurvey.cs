using System.Collections.Immutable;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>Finds out what pipelines need to know of a workspace.</summary>
public static class PipelineSurvey
{
    private const string RemoteHead = "refs/remotes/origin/HEAD";
    private const string RemoteBranches = "ref: refs/remotes/origin/";

    /// <summary>
    /// The facts. Branches are those of the table <c>[branches]</c>; without it the remote's default branch, else the one that is checked out.
    /// </summary>
    public static async Task<PipelineFacts> FindAsync(IRepository git, DiscoveredWorkspace discovered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(discovered);
        var branches = discovered.Configuration.Branches.Select(b => b.Pattern).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new PipelineFacts
        {
            Branches = branches.IsEmpty ? [await DefaultBranchAsync(git, cancellationToken)] : branches,
            Ecosystems = [.. discovered.Workspace.Packages.Where(discovered.MayBeReleased).Select(p => p.Ecosystem)],
            Forge = discovered.Configuration.Forge,
            NodeInstalls = NodeInstall.Of(await git.ListFilesAsync(cancellationToken)),
        };
    }

    /// <summary>What git notes when it clones; a file in any repository that has it.</summary>
    private static async Task<string> DefaultBranchAsync(IRepository git, CancellationToken cancellationToken)
    {
        var path = Path.Combine(git.Facts.CommonDirectory, RemoteHead);
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : "";
        return text.StartsWith(RemoteBranches, StringComparison.Ordinal) ? text[RemoteBranches.Length..].Trim() : git.Facts.Branch ?? "main";
    }
}
