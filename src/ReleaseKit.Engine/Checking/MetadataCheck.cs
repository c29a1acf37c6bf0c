using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>Manifests say what clients and registries insist on, and what users look for.</summary>
public sealed class MetadataCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "metadata";

    /// <inheritdoc/>
    public string Purpose => "No manifest says what its client or registry refuses, every file that it names is there, and it has a description, a readme and where to find its repository.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [ManifestCheckCodes.Refused, ManifestCheckCodes.Poor];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var packages = await context.Inspection.PackagesAsync();
        var lacks = packages.SelectMany(p => p.Lacks.Select(lack => (Lack: lack, p.Package))).GroupBy(l => l.Lack, l => l.Package).OrderBy(g => g.Key, StringComparer.Ordinal);
        return CheckFindings.Of(packages.SelectMany(p => p.Metadata)
            .Concat(lacks.SelectMany(g => Grouped.Say(ManifestCheckCodes.Poor, g, $"has no {g.Key}", $"have no {g.Key}", "Users look for it on the registry; add it to the manifest."))));
    }
}
