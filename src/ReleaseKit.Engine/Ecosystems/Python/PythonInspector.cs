using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Python.Inspection;
using ReleaseKit.Engine.Ecosystems.Python.Locking;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Ecosystems.Python.Setup;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>Reads <c>pyproject.toml</c>, <c>setup.cfg</c> and <c>setup.py</c> files, uv's workspaces, and the lock files of uv and Poetry.</summary>
public sealed class PythonInspector : IInspector
{
    /// <inheritdoc/>
    public ImmutableArray<InspectedPackage> Inspect(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. request.Packages.AsParallel().AsOrdered().Select(package => Inspect(request, package)).OfType<InspectedPackage>()];
    }

    /// <inheritdoc/>
    public InspectedLocks InspectLocks(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var locks = new Dictionary<RelativePath, UvLock?>();
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var package in request.Packages)
        {
            if (request.FindUpwards(package.Directory, UvLock.FileName) is { } file && Read(request, package.Manifest) is { } manifest)
            {
                if (!locks.TryGetValue(file, out var content))
                {
                    locks.Add(file, content = UvLock.Read(request, file));
                }

                if (content?.Compare(package, manifest) is { } problem)
                {
                    problems.Add(problem);
                }
            }
        }

        var poetry = new List<RelativePath>();
        foreach (var package in request.Packages)
        {
            if (request.In(package.Directory).FirstOrDefault(f => f.FileName == PythonLock.PoetryFile) is { IsRoot: false } file && Read(request, package.Manifest) is { } manifest &&
                PoetryLock.Read(request, file) is { } content)
            {
                poetry.Add(file);
                if (content.Compare(request.Workspace, manifest) is { } problem)
                {
                    problems.Add(problem);
                }
            }
        }

        return new InspectedLocks([.. locks.Where(l => l.Value is not null).Select(l => l.Key).Concat(poetry).Order()], problems.ToImmutable());
    }

    /// <inheritdoc/>
    public ImmutableArray<Diagnostic> InspectMembers(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. MemberPatterns.Judge(request, file => Read(request, file))];
    }

    private static InspectedPackage? Inspect(InspectionRequest request, Package package) => package.Manifest.FileName == PyProject.FileName
        ? Read(request, package.Manifest) is { } manifest ? new ProjectInspection(request, package, manifest).Run() : null
        : ReadSetup(request, package.Directory) is { } setup ? new SetupInspection(request, package, setup).Run() : null;

    private static SetupProject? ReadSetup(InspectionRequest request, RelativePath folder)
    {
        try
        {
            return SetupProject.Read(folder, request.Files);
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    /// <summary>The manifest; null when it cannot be read, or is no <c>pyproject.toml</c>.</summary>
    private static PyProject? Read(InspectionRequest request, RelativePath file)
    {
        if (file.FileName != PyProject.FileName)
        {
            return null;
        }

        try
        {
            return PyProject.Parse(file, SourceText.Decode(file.Value, request.Files.Read(file)));
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
