using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Checking;

/// <summary>The plan's edits of lock files move no third party; <c>Apply</c> demands the same before it writes.</summary>
public sealed class ThirdPartiesCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "third-parties";

    /// <inheritdoc/>
    public string Purpose => "What lock files hold fast of packages that are not of this repository (versions, sources, digests, ranges) is the same with the plan's edits as without.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [LockCodes.Moved];

    /// <inheritdoc/>
    public Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var guard = new LockGuard(context.Ecosystems, context.Workspace.Workspace);
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var files = LockGuard.ChangesOf(context.Plan).OrderBy(f => f.Key).ToArray();
        foreach (var changes in files)
        {
            var before = SourceText.Decode(changes.Key.Value, context.Files.Read(changes.Key));
            var edits = changes.GroupBy(c => c.Package.Ecosystem).SelectMany(own => context.Ecosystems[own.Key].Workspace.Edit(before, [.. own]));
            problems.AddRange(guard.Judge(before, before.With(edits), [.. changes]));
        }

        return Task.FromResult(new CheckFindings(problems.ToImmutable(), files.Length == 0 ? "" : $"Compared before and after: {string.Join(", ", files.Select(f => f.Key))}."));
    }
}
