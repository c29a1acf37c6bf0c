using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;
using ReleaseKit.Engine.Ecosystems.DotNet.Inspection;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>Reads projects and <c>packages.lock.json</c> files. What only MSBuild itself could tell is passed over.</summary>
public sealed class DotNetInspector : IInspector
{
    private readonly IEnvironment _environment;

    internal DotNetInspector(IEnvironment environment) => _environment = environment;

    /// <inheritdoc/>
    public ImmutableArray<InspectedPackage> Inspect(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. Evaluate(request, request.Packages).Select(e => new ProjectInspection(request, e.Package, e.Project).Run())];
    }

    /// <inheritdoc/>
    public InspectedLocks InspectLocks(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var locked = request.Packages.Where(p => PackagesLock.Find(request, p) is not null).ToImmutableArray();
        return new InspectedLocks(
            [.. locked.Select(p => PackagesLock.Find(request, p)!.Value).Distinct().Order()],
            [.. Evaluate(request, locked).Select(e => PackagesLock.Compare(request, e.Package, e.Project)).OfType<Diagnostic>()]);
    }

    /// <summary>None: projects are members by being there.</summary>
    public ImmutableArray<Diagnostic> InspectMembers(InspectionRequest request) => [];

    private ParallelQuery<(Package Package, EvaluatedProject Project)> Evaluate(InspectionRequest request, ImmutableArray<Package> packages)
    {
        var evaluator = new ProjectEvaluator(request.Files, request.Listing, _environment.Get);
        return packages.AsParallel().AsOrdered().Select(package => (package, Project: TryEvaluate(evaluator, package))).Where(e => e.Project is not null).Select(e => (Package: e.package, Project: e.Project!));
    }

    private static EvaluatedProject? TryEvaluate(ProjectEvaluator evaluator, Package package)
    {
        try
        {
            return evaluator.Evaluate(package.Manifest);
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
