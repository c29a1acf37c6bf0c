using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Checking;

/// <summary>Users of a package can have what it needs.</summary>
public sealed class DependenciesCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "dependencies";

    /// <inheritdoc/>
    public string Purpose => "Everything that a package needs to run can be had by its users: ranges can be read, nothing comes from a folder or an address, and siblings are published too.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [ManifestCheckCodes.Dependency, ManifestCheckCodes.DoubtfulDependency];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var inspected = (await context.Inspection.PackagesAsync()).SelectMany(p => p.Dependencies);
        var edges = context.Packages.SelectMany(p => Unreleased(context, p)).GroupBy(e => e.Dependency.Id).OrderBy(g => g.Key).ToArray();
        var siblings = await Task.WhenAll(edges.Select(group => JudgeAsync(context, [.. group], cancellationToken)));
        return CheckFindings.Of([.. inspected, .. siblings.SelectMany(s => s)]);
    }

    /// <summary>What a package needs of the workspace that takes part in no release.</summary>
    private static IEnumerable<(PackageContext From, Dependency Dependency, Package Sibling)> Unreleased(CheckContext context, PackageContext package) =>
        context.Workspace.Workspace.Find(package.Id)!.Dependencies
            .Where(d => d.Source == DependencySource.Workspace && d.Id != package.Id && d.Kind is not (DependencyKind.Dev or DependencyKind.Build))
            .Select(d => (From: package, Dependency: d, Sibling: context.Workspace.Workspace.Find(d.Id)))
            .Where(e => e.Sibling is not null && (!e.Sibling.Publishable || context.Workspace.Excluded.ContainsKey(e.Sibling.Id)))
            .Select(e => (e.From, e.Dependency, e.Sibling!));

    /// <summary>Somebody else may publish it; that nobody has is certain as soon as the registry says so.</summary>
    private static async Task<IEnumerable<Diagnostic>> JudgeAsync(CheckContext context, (PackageContext From, Dependency Dependency, Package Sibling)[] edges, CancellationToken cancellationToken)
    {
        var (user, _, sibling) = edges[0];
        var why = context.Workspace.Excluded.GetValueOrDefault(sibling.Id) ?? sibling.NotPublishableReason;
        var isKnown = await IsKnownAsync(context, user with { Id = sibling.Id }, cancellationToken);
        return edges.Select(edge => (isKnown == false && edge.Dependency.Kind == DependencyKind.Runtime ? ManifestCheckCodes.Dependency : ManifestCheckCodes.DoubtfulDependency).At(
            edge.Dependency.Location ?? new SourceLocation(edge.From.Id.Name),
            $"{edge.From.Id} needs {sibling.Id}, which is not released{(why is null ? "" : $" ({why})")}{(isKnown == false ? $", and {user.Endpoint.Index} has never heard of it" : "")}. " +
            "Release it too, or make it a development dependency if it is packed along."));
    }

    private static async Task<bool?> IsKnownAsync(CheckContext context, PackageContext sibling, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Ecosystems[sibling.Id.Ecosystem].Registry.KnowsAsync(sibling, cancellationToken);
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
