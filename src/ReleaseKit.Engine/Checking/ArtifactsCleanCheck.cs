using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>No artifact of an earlier build gets into the next one.</summary>
public sealed class ArtifactsCleanCheck : ICheck
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public string Name => "artifacts-clean";

    /// <inheritdoc/>
    public string Purpose => "No packed artifact of an earlier build lies where the client would pack it into the next one.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [ManifestCheckCodes.Leftovers];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var files = (await context.Inspection.PackagesAsync()).SelectMany(p => p.Leftovers).Distinct().ToArray();
        return files.Length == 0 ? CheckFindings.None : CheckFindings.Of(ManifestCheckCodes.Leftovers.At(
            new SourceLocation(files[0].Value),
            $"{string.Join(", ", files.Take(Shown))}{(files.Length > Shown ? $" and {files.Length - Shown} more" : "")} would be packed along. Delete them, and let git ignore such files."));
    }
}
