using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>Which packages of a plan wait for which: for those of earlier layers that they need.</summary>
public sealed class PublicationWaits
{
    private readonly Dictionary<PackageId, int> _layers;

    /// <summary>The waits of one plan.</summary>
    public PublicationWaits(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var published = plan.Published.Select(r => r.Id).ToHashSet();
        _layers = plan.Order.SelectMany((layer, index) => layer.Where(published.Contains).Select(id => (id, index))).ToDictionary(pair => pair.id, pair => pair.index);
    }

    /// <summary>What is published before the package begins, in ordinal order.</summary>
    public ImmutableArray<PackageId> Of(Package package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return
        [
            .. package.Dependencies
                .Where(d => d is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev } &&
                    _layers.TryGetValue(d.Id, out var layer) && layer < _layers.GetValueOrDefault(package.Id, int.MaxValue))
                .Select(d => d.Id).Distinct().Order(),
        ];
    }
}
