using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>Definitions of workspaces name what is there, and git knows it.</summary>
public sealed class MembersCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "members";

    /// <inheritdoc/>
    public string Purpose => "Every pattern of a workspace's definition fits a folder with a manifest, and no member is ignored by git.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [ManifestCheckCodes.Members];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        CheckFindings.Of((await context.Inspection.RequestsAsync()).SelectMany(r => r.Inspector.InspectMembers(r.Request)));
}
