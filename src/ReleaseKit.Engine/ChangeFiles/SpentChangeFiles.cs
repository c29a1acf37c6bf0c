using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>
/// Finds the change files that a release has used up whose tags are still missing, because it was interrupted: the commits
/// that added them still speak through them, so that running the release again plans the versions that are written already.
/// </summary>
internal static class SpentChangeFiles
{
    /// <summary>The change files that were added since the baselines and are gone; those that cannot be read any more say nothing.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="workspace">The workspace, with the formats in use.</param>
    /// <param name="baselines">Commits of the last releases of packages whose manifests are ahead of them; empty when none is.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<ImmutableArray<ChangeFile>> FindAsync(
        IRepository git, DiscoveredWorkspace workspace, IReadOnlyCollection<string> baselines, CancellationToken cancellationToken)
    {
        if (baselines.Count == 0)
        {
            return [];
        }

        var sources = workspace.ChangeFiles;
        var present = sources.Files.Select(file => file.Path).ToHashSet();
        var added = await git.AdditionsSinceAsync(
            baselines, [.. sources.Formats.Select(f => f.Folder).Distinct()],
            path => !present.Contains(path) && sources.Formats.Any(f => f.Includes(path)), cancellationToken);
        return [.. added.Select(file => Read(file, sources)).OfType<ChangeFile>()];
    }

    private static ChangeFile? Read(AddedContent file, ChangeFileSources sources)
    {
        try
        {
            return sources.Formats.First(f => f.Includes(file.Path)).Read(SourceText.Decode(file.Path.Value, file.Bytes), []) with { Commit = file.Commit };
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
