using System.Collections.Concurrent;
using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;
using ReleaseKit.Engine.Ecosystems.DotNet.Locking;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// .NET projects: every C#, F# and Visual Basic project is a package, publishable when <c>dotnet pack</c> packs it. Versions
/// are edited where they are written, be it a <c>Directory.Build.props</c> that several projects share.
/// </summary>
public sealed class DotNetWorkspace : IWorkspaceAdapter
{
    private static readonly string[] Extensions = [".csproj", ".fsproj", ".vbproj"];
    private readonly string _ecosystem;
    private readonly IProcessRunner _processes;
    private readonly IEnvironment _environment;

    /// <summary>An adapter whose packages bear the given ecosystem id.</summary>
    public DotNetWorkspace(string ecosystem, IProcessRunner processes, IEnvironment environment)
    {
        _ecosystem = ecosystem;
        _processes = processes;
        _environment = environment;
    }

    /// <inheritdoc/>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MANIFEST-INVALID</c>, <c>RK-MANIFEST-EVALUATION</c>.</exception>
    public async Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var paths = request.Listing.Where(path => IsProject(path) && path.IsWithin(request.Root) && !request.Excluded(path.Parent)).ToArray();
        if (paths.Length == 0)
        {
            return [];
        }

        var solutions = new SolutionFiles(request);
        var folders = paths.Select(path => path.Parent).ToHashSet();
        var samples = new SamplePlaces(request, folder => solutions.FolderOf(folder) ?? (folders.Contains(folder) ? folder : null));
        var evaluator = new ProjectEvaluator(request.Files, request.Listing, _environment.Get);
        var problems = new ConcurrentBag<Diagnostic>();
        var projects = Evaluate(evaluator, paths, problems, cancellationToken);
        await AskMSBuildAsync(new MSBuildEvaluator(_processes, request.Files, evaluator.Read), projects, samples, problems, cancellationToken);
        Stop([.. samples.Without(problems)]);
        var reader = new PackageReader(_ecosystem, evaluator, samples, request.Upstream);
        var packages = reader.Read([.. projects.OfType<EvaluatedProject>()]);
        Stop([.. samples.Without(reader.Problems)]);
        return LockFinder.Find(packages, request.Listing);
    }

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(changes);
        return PackagesLockEditor.Is(RelativePath.Parse(file.Path)) ? PackagesLockEditor.Edit(file, changes) : DotNetManifestEditor.Edit(file, changes);
    }

    /// <inheritdoc/>
    public IEnumerable<LockedEntry>? ReadLock(SourceText file, Func<string, bool> isOwn)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PackagesLockEditor.Is(RelativePath.Parse(file.Path)) ? PackagesLockReader.Read(file, isOwn) : null;
    }

    /// <summary>Nothing: <c>dotnet pack</c> itself writes each project reference as the referenced project's version or later.</summary>
    public ImmutableArray<RangeChange> Pin(Package package, Core.Packages.Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style) => [];

    private static EvaluatedProject?[] Evaluate(
        ProjectEvaluator evaluator, RelativePath[] paths, ConcurrentBag<Diagnostic> problems, CancellationToken cancellationToken)
    {
        var projects = new EvaluatedProject?[paths.Length];
        Parallel.For(0, paths.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            try
            {
                projects[i] = evaluator.Evaluate(paths[i]);
            }
            catch (ReleaseException e)
            {
                AddAll(problems, e.Diagnostics);
            }
        });
        return projects;
    }

    /// <summary>Replaces guesses that may be wrong by MSBuild's own answer.</summary>
    private static async Task AskMSBuildAsync(
        MSBuildEvaluator msbuild, EvaluatedProject?[] projects, SamplePlaces samples, ConcurrentBag<Diagnostic> problems, CancellationToken cancellationToken)
    {
        var ids = projects.OfType<EvaluatedProject>().Where(project => WorkspaceProject.IsPackedBy(project)).Select(project => project["PackageId"].Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var doubtful = Enumerable.Range(0, projects.Length).Where(i => projects[i] is { IsSdkStyle: true } project && !IsReliable(project, ids) && samples.ReasonAgainst(project.Path.Parent) is null);
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(doubtful.ToArray(), options, async (i, token) =>
        {
            try
            {
                projects[i] = await msbuild.EvaluateAsync(projects[i]!, token);
            }
            catch (ReleaseException e)
            {
                AddAll(problems, e.Diagnostics);
            }
        });
    }

    /// <summary>What the workspace's own files say is never packed needs no closer look: no SDK takes that back.</summary>
    private static bool IsReliable(EvaluatedProject project, HashSet<string> ids) =>
        (project["IsPackable"] is { Doubt: null, Location: not null, Value: var packable } && packable.Trim().Equals("false", StringComparison.OrdinalIgnoreCase)) ||
        (project.IsExact && !project.PackageReferences.Any(reference => reference.Doubt is not null && ids.Contains(reference.Include)));

    private static bool IsProject(RelativePath path) => Extensions.Any(extension => path.Value.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static void AddAll(ConcurrentBag<Diagnostic> problems, IEnumerable<Diagnostic> more)
    {
        foreach (var problem in more)
        {
            problems.Add(problem);
        }
    }

    /// <summary>Throws every problem once, in the order of the files.</summary>
    private static void Stop(IReadOnlyCollection<Diagnostic> problems)
    {
        if (problems.Count > 0)
        {
            throw new ReleaseException([.. problems.Distinct()
                .OrderBy(problem => problem.Location?.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Location?.Line)
                .ThenBy(problem => problem.Message, StringComparer.Ordinal)]);
        }
    }
}
