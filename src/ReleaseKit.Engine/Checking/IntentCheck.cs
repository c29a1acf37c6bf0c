using System.Collections.Immutable;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Checking;

/// <summary>
/// Finds the packages that a branch changes without saying what that means for their users. What speaks for a package is a
/// change file of the branch that names it, whatever its type, or a conventional commit of the branch that touches it.
/// </summary>
public sealed class IntentCheck
{
    private readonly IRepository _git;
    private readonly IFileSystem _files;
    private readonly DiscoveredWorkspace _workspace;

    /// <summary>A check of one workspace.</summary>
    public IntentCheck(IRepository git, IFileSystem files, DiscoveredWorkspace workspace)
    {
        _git = git;
        _files = files;
        _workspace = workspace;
    }

    /// <summary>The packages that the branch changes, in ordinal order of id.</summary>
    /// <param name="since">The branch that it will be merged into.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ReleaseException"><c>RK-CHECK-SINCE</c>, and whatever is wrong with a change file.</exception>
    public async Task<ImmutableArray<PackageIntent>> RunAsync(string since, CancellationToken cancellationToken)
    {
        var changes = await _git.ChangesSinceAsync(since, cancellationToken);
        var changed = ChangedPackages.Find(_workspace, changes);
        var sources = _workspace.Configuration.Intents;
        var declared = sources.HasFlag(IntentSources.ChangeFiles) ? Declared(changes) : [];
        var commits = sources.HasFlag(IntentSources.Commits) ? await CommitsAsync(changes, cancellationToken) : ImmutableDictionary<PackageId, string>.Empty;
        return [.. changed.Select(c => new PackageIntent(c.Package, c.Files, FindFile(c.Package, declared) ?? commits.GetValueOrDefault(c.Package.Id)))];
    }

    /// <summary>What to say about a package that nothing speaks for; null when something does.</summary>
    public Diagnostic? Problem(PackageIntent package, string since)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.Intent is not null)
        {
            return null;
        }

        var code = _workspace.Configuration.RequireIntent ? CheckCodes.IntentRequired : CheckCodes.IntentMissing;
        var name = new PackageNames(_workspace.Workspace).Find(package.Package.Name).Length == 1 ? package.Package.Name : package.Package.Id.ToString();
        var commits = _workspace.Configuration.Intents.HasFlag(IntentSources.Commits) ? ", or write a conventional commit message" : "";
        return code.At(
            new SourceLocation(package.Package.Manifest.Value),
            $"{package.Package.Id} is changed since {DisplayText.Line(since)} ({Files(package.Files)}) and nothing says what that means for its users. " +
            $"Run dotnet msbuild release.proj -t:Change -p:ReleaseChangePackages={name} -p:ReleaseChangeBump=patch \"-p:ReleaseChangeText=…\" (none instead of patch when nothing is to be released){commits}.");
    }

    private static string Files(ImmutableArray<RelativePath> files) =>
        files.Length == 1 ? DisplayText.Line(files[0].Value) : $"{files.Length} files such as {DisplayText.Line(files[0].Value)}";

    private ImmutableArray<ChangeFile> Declared(BranchChanges changes)
    {
        var files = changes.Files.ToHashSet();
        var own = _workspace.ChangeFiles with { Files = [.. _workspace.ChangeFiles.Files.Where(f => files.Contains(f.Path))] };
        return new ChangeFileReader(_files).Read(own, _workspace.Workspace).Files;
    }

    private string? FindFile(Package package, ImmutableArray<ChangeFile> declared) =>
        declared.FirstOrDefault(file => file.Changes.Any(change => Names(change, package)))?.Path.Value;

    private bool Names(DeclaredChange change, Package package) =>
        change.Package == package.Name || change.Package == package.Id.ToString() || change.Package == package.Group ||
        _workspace.Groups.Any(group => group.Label == change.Package && group.Packages.Contains(package.Id));

    /// <summary>The newest conventional commit of the branch for each package.</summary>
    private async Task<ImmutableDictionary<PackageId, string>> CommitsAsync(BranchChanges changes, CancellationToken cancellationToken)
    {
        var history = await _git.HistoryAsync([.. _workspace.Workspace.Packages.Select(p => new PackageRange(p.Id, p.Directory, changes.Start))], cancellationToken);
        var found = ImmutableDictionary.CreateBuilder<PackageId, string>();
        foreach (var (id, commits) in history.Commits)
        {
            if (commits.FirstOrDefault(commit => !CommitParser.Parse(commit.Message).Changes.IsEmpty) is { } commit)
            {
                found[id] = $"{commit.Id[..12]} {CommitParser.Parse(commit.Message).Subject}";
            }
        }

        return found.ToImmutable();
    }
}
