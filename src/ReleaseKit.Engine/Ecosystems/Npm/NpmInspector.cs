using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;
using ReleaseKit.Engine.Ecosystems.Npm.Inspection;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>Reads <c>package.json</c> files, workspace definitions, and the lock files of npm, pnpm and Yarn.</summary>
public sealed class NpmInspector : IInspector
{
    /// <inheritdoc/>
    public ImmutableArray<InspectedPackage> Inspect(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. request.Packages.AsParallel().AsOrdered().Select(package => Read(request, package) is { } manifest ? new ManifestInspection(request, package, manifest).Run() : null).OfType<InspectedPackage>()];
    }

    /// <inheritdoc/>
    public InspectedLocks InspectLocks(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var locks = new LockFiles(request);
        var problems = request.Packages.Select(package => Read(request, package) is { } manifest ? locks.Compare(package, manifest) : null).OfType<Diagnostic>().ToImmutableArray();
        return new InspectedLocks([.. locks.Files], problems);
    }

    /// <inheritdoc/>
    public ImmutableArray<Diagnostic> InspectMembers(InspectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. new MemberInspection(request).Run()];
    }

    /// <summary>The manifest; null when it cannot be read any more.</summary>
    private static PackageManifest? Read(InspectionRequest request, Package package)
    {
        try
        {
            return PackageManifest.Parse(package.Manifest, SourceText.Decode(package.Manifest.Value, request.Files.Read(package.Manifest)));
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
