using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>Nothing uncommitted may slip into packages or be mixed with the release commit.</summary>
public sealed class CleanTreeCheck : ICheck
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public string Name => "clean-tree";

    /// <inheritdoc/>
    public string Purpose => "Nothing in the work tree differs from the commit that is released.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [CheckCodes.Dirty, CheckCodes.Untracked];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var status = await context.Git.StatusAsync(cancellationToken);
        if (status.IsClean)
        {
            return CheckFindings.None;
        }

        return CheckFindings.Of(status.Changed.IsEmpty
            ? CheckCodes.Untracked.Create($"Untracked files are no part of the release, yet a build may pack them: {List(status.Untracked)}. Commit, ignore or remove them.")
            : CheckCodes.Dirty.Create($"The working tree has uncommitted changes: {List(status.Changed)}. Commit or stash them, then run again."));
    }

    private static string List(ImmutableArray<string> paths) =>
        string.Join(", ", paths.Take(Shown)) + (paths.Length > Shown ? $" and {paths.Length - Shown} more" : "");
}
