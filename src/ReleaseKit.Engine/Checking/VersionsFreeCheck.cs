using System.Collections.Concurrent;
using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Engine.Checking;

/// <summary>No planned version is on its registry already, except as what an interrupted release uploaded.</summary>
public sealed class VersionsFreeCheck : ICheck
{
    private const int Width = 16;

    /// <inheritdoc/>
    public string Name => "versions-free";

    /// <inheritdoc/>
    public string Purpose => "No planned version is on its registry already, except as what an interrupted release uploaded.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [CheckCodes.VersionTaken];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new ConcurrentBag<Diagnostic>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(context.Packages, options, async (package, token) =>
        {
            try
            {
                if (await context.Ecosystems[package.Id.Ecosystem].Registry.FindAsync(package, token) is not null &&
                    new ArtifactStore(package).Load() is null && !context.Earlier.MayBeUploaded(package.Id, package.Version))
                {
                    problems.Add(CheckCodes.VersionTaken.Create(
                        $"{package.Endpoint.Registry} already serves {package.Id} {package.Version}, and neither this machine nor an interrupted release did it. " +
                        $"If that was a release, create its tag ({context.Plan.Find(package.Id)!.Tag}); otherwise raise the version in the manifest."));
                }
            }
            catch (ReleaseException e)
            {
                foreach (var diagnostic in e.Diagnostics)
                {
                    problems.Add(diagnostic);
                }
            }
        });
        return CheckFindings.Of(Once(problems.OrderBy(p => p.Message, StringComparer.Ordinal)));
    }

    /// <summary>A registry that cannot be reached cannot be reached for any package.</summary>
    private static IEnumerable<Diagnostic> Once(IEnumerable<Diagnostic> problems)
    {
        var unreachable = problems.Where(p => p.Descriptor == RegistryCodes.Unreachable).ToArray();
        const int Shown = 3;
        return problems.Where(p => p.Descriptor != RegistryCodes.Unreachable).Concat(unreachable.Take(Shown)).Concat(
            unreachable.Length > Shown ? [RegistryCodes.Unreachable.Create($"{unreachable.Length - Shown} more packages could not be asked about.")] : []);
    }
}
