using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>The release commit and the tags need somebody's name.</summary>
public sealed class IdentityCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "identity";

    /// <inheritdoc/>
    public string Purpose => "git knows who commits and tags.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [GitCodes.Identity];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        await context.Git.Writer().RequireIdentityAsync(cancellationToken);
        return CheckFindings.None;
    }
}
