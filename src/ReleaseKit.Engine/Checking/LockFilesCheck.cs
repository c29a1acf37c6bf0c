using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>Lock files were made for the manifests as they are.</summary>
public sealed class LockFilesCheck : ICheck
{
    private const int Shown = 10;

    /// <inheritdoc/>
    public string Name => "lock-files";

    /// <inheritdoc/>
    public string Purpose => "Where there is a lock file, it was made for what the manifests of the packages ask for. Tells where there is none.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [ManifestCheckCodes.LockStale];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var requests = await context.Inspection.RequestsAsync();
        var locks = requests.AsParallel().AsOrdered().Select(r => (r.Request.Packages[0].Ecosystem, Locks: r.Inspector.InspectLocks(r.Request))).ToArray();
        var problems = locks.SelectMany(l => l.Locks.Problems).ToArray();
        var without = locks.Where(l => l.Locks.Files.IsEmpty).Select(l => l.Ecosystem).ToArray();
        return new CheckFindings(
            [.. problems.Take(Shown), .. problems.Length > Shown ? [ManifestCheckCodes.LockStale.Create($"So it is with {problems.Length - Shown} more packages.")] : Array.Empty<Diagnostic>()],
            without.Length == 0 ? "" : $"No lock file that could be compared: {string.Join(", ", without)}.");
    }
}
