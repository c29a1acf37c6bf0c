using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Upstream;

/// <summary>
/// Has clients bring lock files up to date for releases of other repositories, in a work tree whose manifests say them already. What they
/// moved besides is refused, and so is a file that holds an older version still.
/// </summary>
public sealed class LockRefreshing
{
    private readonly IFileSystem _files;
    private readonly EcosystemCatalog _ecosystems;
    private readonly Workspace _workspace;
    private readonly string _logs;

    /// <summary>Lock files of a work tree.</summary>
    /// <param name="files">The workspace's files there.</param>
    /// <param name="ecosystems">The adapters.</param>
    /// <param name="workspace">The packages, as they were before anything was written.</param>
    /// <param name="logDirectory">Absolute path of the folder for transcripts.</param>
    public LockRefreshing(IFileSystem files, EcosystemCatalog ecosystems, Workspace workspace, string logDirectory)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        (_files, _ecosystems, _workspace, _logs) = (files, ecosystems, workspace, logDirectory);
    }

    /// <summary>The lock files that updates concern, by ecosystem and file, in ordinal order.</summary>
    public ImmutableArray<(EcosystemAdapter Adapter, RelativePath File, ImmutableArray<UpstreamUpdate> Updates)> Plan(IReadOnlyCollection<UpstreamUpdate> updates) =>
    [
        .. updates.GroupBy(u => u.Package.Ecosystem).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(own => Concerned(_ecosystems[own.Key], [.. own])
            .GroupBy(pair => pair.File).OrderBy(g => g.Key).Select(g => (_ecosystems[own.Key], g.Key, g.Select(pair => pair.Update).Distinct().ToImmutableArray()))),
    ];

    /// <summary>Runs the clients.</summary>
    /// <returns>The files that they changed, in ordinal order; what was there before is what manifests' edits left.</returns>
    /// <exception cref="ReleaseException"><c>RK-TOOL-…</c>, <c>RK-UPSTREAM-LOCK</c>, <c>RK-LOCK-MOVED</c>.</exception>
    public async Task<ImmutableArray<WriteFile>> RunAsync(IReadOnlyCollection<UpstreamUpdate> updates, CancellationToken cancellationToken)
    {
        var before = new SortedDictionary<RelativePath, SourceText>();
        var plan = Plan(updates);
        foreach (var file in plan.SelectMany(p => p.Adapter.Upstream.AlsoWritten(p.File).Append(p.File)).Distinct())
        {
            before[file] = Read(file);
        }

        Directory.CreateDirectory(_logs);
        foreach (var (adapter, file, own) in plan)
        {
            await adapter.Upstream.RefreshAsync(new LockRefresh(_files.Root, file, own, _logs), cancellationToken);
        }

        var problems = plan.SelectMany(p => Problems(p.Adapter, p.File, before[p.File], p.Updates)).ToArray();
        return problems.Length > 0 ? throw new ReleaseException(problems)
            : [.. before.Select(b => new WriteFile(b.Key, b.Value.Text, Read(b.Key).Text)).Where(w => w.Before != w.After)];
    }

    private IEnumerable<(RelativePath File, UpstreamUpdate Update)> Concerned(EcosystemAdapter adapter, UpstreamUpdate[] updates)
    {
        foreach (var update in updates)
        {
            var files = update.LockFiles.AsEnumerable();
            if (adapter.Upstream.LocksPerProject)
            {
                files = files.Concat(DependentsOf(update.Package).SelectMany(p => adapter.Upstream.LockFiles.Select(p.Directory.Combine))
                    .Where(file => _files.FileExists(file) && adapter.Upstream.LockedVersions(Read(file), update.Edge.Id.Name).Any())).Distinct();
            }

            foreach (var file in files)
            {
                yield return (file, update);
            }
        }
    }

    /// <summary>The packages that need one, however far up.</summary>
    private HashSet<Package> DependentsOf(PackageId id)
    {
        var found = new HashSet<Package>();
        var pending = new Stack<PackageId>([id]);
        while (pending.TryPop(out var next))
        {
            foreach (var dependent in _workspace.Packages.Where(p => p.Dependencies.Any(d => d.Id == next && d.Source == DependencySource.Workspace) && found.Add(p)))
            {
                pending.Push(dependent.Id);
            }
        }

        return found;
    }

    private IEnumerable<Diagnostic> Problems(EcosystemAdapter adapter, RelativePath file, SourceText before, ImmutableArray<UpstreamUpdate> updates)
    {
        var after = Read(file);
        var own = _workspace.Packages.Where(p => p.Ecosystem == adapter.Id).Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var scheme = adapter.Versions;
        var older = updates.Where(u => !adapter.Upstream.LockedVersions(after, u.Edge.Id.Name).Any(v => scheme.IsValid(v) && scheme.Compare(v, u.To) >= 0)).DistinctBy(u => u.Edge.Id)
            .Select(u => UpstreamCodes.Lock.At(
                new SourceLocation(file.Value),
                $"{file} holds {u.Edge.Id.Name} {string.Join(", ", adapter.Upstream.LockedVersions(after, u.Edge.Id.Name).Distinct())} after its client ran, and {u.To} was to be taken. " +
                "The registry may not show it yet, or something else keeps it back; see the transcript in prepare/locks of the output folder."));
        return LockClosure.Judge(adapter, updates.Select(u => u.Edge.Id.Name), before, after, own.Contains).Concat(older);
    }

    private SourceText Read(RelativePath file) => SourceText.Decode(file.Value, _files.Read(file));
}
