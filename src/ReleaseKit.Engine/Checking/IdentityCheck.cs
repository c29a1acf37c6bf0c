using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>The release commit and the tags need somebody's name.</summary>
public sealed class IdentityCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "identity";

    /// <inheritdoc/>
    public async Task<ImmutableArray<Diagnostic>> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Git.Writer().RequireIdentityAsync(cancellationToken);
            return [];
        }
        catch (ReleaseException e)
        {
            return [.. e.Diagnostics];
        }
    }
}
