using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Turns a plan into the texts of manifests and changelogs, and into the removal of the change files it uses up. Everything is computed before anything is written, so a plan
/// that cannot be applied changes nothing; <see cref="ApplyJournal"/> writes the result. Applying a plan that is applied
/// already gives no effects.
/// </summary>
public sealed class PlanApplication
{
    private readonly IFileSystem _files;
    private readonly EcosystemCatalog _ecosystems;

    /// <summary>An application to the files of one workspace.</summary>
    public PlanApplication(IFileSystem files, EcosystemCatalog ecosystems)
    {
        _files = files;
        _ecosystems = ecosystems;
    }

    /// <summary>Every file that is tracked or could be, among which adapters look for names that a release changes.</summary>
    public ImmutableArray<RelativePath> Listing { get; init; } = [];

    /// <summary>The files that the plan changes, in ordinal order of path.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="workspace">The packages that the plan was computed for.</param>
    /// <param name="notes">What changelogs say; null to write none.</param>
    /// <exception cref="ReleaseException">Everything that stands in the way, each with its place: <c>RK-MANIFEST-CHANGED</c>, <c>RK-LOCK-MOVED</c>, <c>RK-FILE-UNREADABLE</c> …</exception>
    public ImmutableArray<WriteFile> Prepare(ReleasePlan plan, Workspace workspace, ReleaseNotes? notes)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        var effects = new List<WriteFile>();
        var problems = new List<Diagnostic>();
        var names = new List<ReferenceChange>();
        foreach (var ecosystem in plan.Releases.Select(r => r.Id.Ecosystem).Distinct())
        {
            Try(() => names.AddRange(_ecosystems[ecosystem].Workspace.Rename(plan, workspace, _files, Listing)));
        }

        var guard = new LockGuard(_ecosystems, workspace);
        foreach (var changes in plan.Releases.SelectMany(r => r.Edits).Concat(plan.OtherEdits).Concat(names).GroupBy(c => c.File))
        {
            Collect(() => Edit(changes.Key, [.. changes], guard));
        }

        if (notes is not null)
        {
            foreach (var edit in new ChangelogApplication(_files, notes).Edits())
            {
                Collect(edit);
            }
        }

        foreach (var used in plan.UsedChangeFiles)
        {
            Collect(() => new WriteFile(used, _files.FileExists(used) ? SourceText.Decode(used.Value, _files.Read(used)).Text : null, null));
        }

        return problems.Count == 0 ? [.. effects.Where(e => e.Before != e.After).OrderBy(e => e.File)] : throw new ReleaseException(problems);

        void Collect(Func<WriteFile> edit) => Try(() => effects.Add(edit()));

        void Try(Action step)
        {
            try
            {
                step();
            }
            catch (ReleaseException e)
            {
                problems.AddRange(e.Diagnostics);
            }
        }
    }

    /// <summary>One file may hold values of packages of several ecosystems; each adapter splices its own.</summary>
    private WriteFile Edit(RelativePath file, IReadOnlyList<ManifestChange> changes, LockGuard guard)
    {
        var original = SourceText.Decode(file.Value, _files.Read(file));
        var edits = changes.GroupBy(c => c.Package.Ecosystem).SelectMany(own => _ecosystems[own.Key].Workspace.Edit(original, [.. own]));
        var edited = original.With(edits);
        guard.Require(original, edited, changes);
        return new WriteFile(file, original.Text, edited.Text);
    }
}
