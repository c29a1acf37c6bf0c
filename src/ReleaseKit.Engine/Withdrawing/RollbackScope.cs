using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Withdrawing;

/// <summary>The versions that <c>ReleaseTag</c> means, and everything that git knows of their tags.</summary>
/// <param name="Versions">Every member of every tag.</param>
/// <param name="Tags">What the tags name.</param>
/// <param name="Known">All tags of the workspace, here and on the remote.</param>
public sealed record RollbackScope(ImmutableArray<TaggedVersion> Versions, ImmutableDictionary<string, TagState> Tags, WorkspaceTags Known)
{
    private const string Prefix = "refs/tags/";

    /// <summary>Finds them.</summary>
    /// <param name="asked">Tags, or ids of releases, separated by semicolons.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="ecosystems">The adapters.</param>
    /// <param name="git">The repository.</param>
    /// <param name="remote">The remote; null for none.</param>
    /// <param name="outputPath">Where plans of earlier releases are.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ReleaseException"><c>RK-ROLLBACK-UNKNOWN</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>, <c>RK-TAG-FORMAT</c>.</exception>
    public static async Task<RollbackScope> FindAsync(
        string asked, DiscoveredWorkspace workspace, EcosystemCatalog ecosystems, IRepository git, string? remote, string outputPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(git);
        var here = await git.Objects().TagObjectsAsync(cancellationToken);
        var there = remote is null ? ImmutableSortedDictionary<string, string>.Empty : await git.Refs().ListAsync(remote, Prefix, cancellationToken);
        var names = here.Keys.Concat(there.Keys.Select(r => r[Prefix.Length..])).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<string> tags = [.. Items(asked).SelectMany(item => names.Contains(item) ? [item] : OfRelease(item, outputPath) ?? [item]).Distinct(StringComparer.Ordinal)];

        // A tag that is gone already still says what it named.
        var known = new WorkspaceTags(workspace, ecosystems, names.Union(tags));
        var versions = tags.SelectMany(tag => known.Find(tag) is { IsEmpty: false } found ? found : throw Unknown(tag, names.Where(n => !known.Find(n).IsEmpty)));
        return new RollbackScope(
            [.. versions.DistinctBy(v => (v.Package.Id, v.Version)).OrderBy(v => v.Package.Id)],
            tags.ToImmutableDictionary(tag => tag, tag => new TagState(here.GetValueOrDefault(tag), there.GetValueOrDefault(Prefix + tag)), StringComparer.Ordinal),
            known);
    }

    private static string[] Items(string asked) => asked.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } items
        ? items
        : throw new ReleaseException(RollbackCodes.Unknown.Create("ReleaseTag is empty. Say which release to take back: -p:ReleaseTag=TAG, several with %3B between them, or the id of a release."));

    /// <summary>The tags of a release whose plan is still here; null when the text names none.</summary>
    private static ImmutableArray<string>? OfRelease(string item, string outputPath)
    {
        if (item.Length != ReleaseBook.IdLength || !item.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var path = Path.Combine(RunLedger.Folder(outputPath), item + ".plan.json");
        return File.Exists(path) ? [.. PlanDocument.Read(File.ReadAllText(path), path).Published.Select(r => r.Tag).Where(t => t.Length > 0)] : null;
    }

    private static ReleaseException Unknown(string name, IEnumerable<string> tags) => new(RollbackCodes.Unknown.Create(
        $"'{DisplayText.Line(name)}' is neither a tag of a package of this workspace nor the id of a release that was made from this clone.{NearestName.Question(name, tags)} See git tag --list."));
}
