using System.Collections.Immutable;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Scheduling;

/// <summary>Uploads with another publisher once the registry's gate lets it through, within a limit of time.</summary>
public sealed class GatedPublisher : IPublisher
{
    private readonly EcosystemAdapter _adapter;
    private readonly RegistryGate _gate;
    private readonly RegistryBudget _budget;
    private readonly StageLimit _limit;
    private readonly Action<string> _say;
    private readonly Action<TimeSpan> _took;
    private readonly CancellationToken _stopping;

    /// <summary>A publisher before that of <paramref name="adapter"/>.</summary>
    /// <param name="adapter">Whose publisher and registry are used.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="budget">How fast the registry takes files.</param>
    /// <param name="limit">How long one upload may take, without the wait for its turn.</param>
    /// <param name="say">Tells people about waits.</param>
    /// <param name="took">Gets the time of an upload that succeeded.</param>
    /// <param name="stopping">After this no upload begins; one that has begun goes on.</param>
    public GatedPublisher(
        EcosystemAdapter adapter, RegistryGate gate, RegistryBudget budget, StageLimit limit, Action<string> say, Action<TimeSpan> took, CancellationToken stopping)
    {
        _adapter = adapter;
        _gate = gate;
        _budget = budget;
        _limit = limit;
        _say = say;
        _took = took;
        _stopping = stopping;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_stopping, cancellationToken);
        var isNew = !_budget.NewPackages.IsUnlimited && !await _adapter.Registry.KnowsAsync(package, waiting.Token);
        await _gate.EnterAsync(package.Endpoint.Registry, _budget, artifacts.Length, isNew, text => _say($"{package.Id} {package.Version}: {text}"), waiting.Token);
        _stopping.ThrowIfCancellationRequested();
        var start = _limit.Time.GetTimestamp();
        await _limit.RunAsync(
            package.Id, package.Version,
            async token =>
            {
                await _adapter.Publisher.PublishAsync(package, artifacts, token);
                return true;
            },
            cancellationToken);
        _took(_limit.Time.GetElapsedTime(start));
    }
}
