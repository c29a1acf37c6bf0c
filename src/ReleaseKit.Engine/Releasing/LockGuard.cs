using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Stands between the edits of lock files and the files: nothing is written that moves a third party.</summary>
public sealed class LockGuard
{
    private readonly EcosystemCatalog _ecosystems;
    private readonly ILookup<string, string> _names;

    /// <summary>A guard for the lock files of one workspace.</summary>
    public LockGuard(EcosystemCatalog ecosystems, Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _ecosystems = ecosystems;
        _names = workspace.Packages.ToLookup(p => p.Ecosystem, p => p.Name, StringComparer.Ordinal);
    }

    /// <summary>The changes of a plan to lock files, by file.</summary>
    public static ILookup<RelativePath, ManifestChange> ChangesOf(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Releases.SelectMany(r => r.Edits).Concat(plan.OtherEdits).Where(IsOfLock).ToLookup(c => c.File);
    }

    /// <summary>What the changes would move besides our own packages' entries; files that are no lock files are none of this.</summary>
    /// <param name="before">The file as it is.</param>
    /// <param name="after">The file with the changes.</param>
    /// <param name="changes">The changes to it.</param>
    /// <returns><c>RK-LOCK-MOVED</c>, once for each entry.</returns>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>: the changes left a file that cannot be read.</exception>
    public ImmutableArray<Diagnostic> Judge(SourceText before, SourceText after, IReadOnlyCollection<ManifestChange> changes)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Text == after.Text)
        {
            return [];
        }

        return [.. changes.Where(IsOfLock).GroupBy(c => c.Package.Ecosystem).SelectMany(own => Judge(own.Key, before, after, [.. own]))];
    }

    /// <summary>Refuses changes that would move a third party.</summary>
    /// <exception cref="ReleaseException"><c>RK-LOCK-MOVED</c>; and as <see cref="Judge(SourceText, SourceText, IReadOnlyCollection{ManifestChange})"/>.</exception>
    public void Require(SourceText before, SourceText after, IReadOnlyCollection<ManifestChange> changes)
    {
        if (Judge(before, after, changes) is { IsEmpty: false } problems)
        {
            throw new ReleaseException(problems);
        }
    }

    private ImmutableArray<Diagnostic> Judge(string ecosystem, SourceText before, SourceText after, ManifestChange[] changes)
    {
        var adapter = _ecosystems[ecosystem].Workspace;
        var names = _names[ecosystem].ToHashSet(StringComparer.OrdinalIgnoreCase);
        return adapter.ReadLock(before, names.Contains) is { } was && adapter.ReadLock(after, names.Contains) is { } becomes
            ? LockProof.Compare(before, was, after, becomes)
            : LockProof.CompareLines(before, after, [.. changes.SelectMany(NamesOf).Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> NamesOf(ManifestChange change) =>
        change is LockRangeChange range ? [range.Package.Name, range.Dependency.Name] : [change.Package.Name];

    private static bool IsOfLock(ManifestChange change) => change is LockChange or LockRangeChange;
}
