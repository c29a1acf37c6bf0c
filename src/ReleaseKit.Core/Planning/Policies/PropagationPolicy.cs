using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning.Policies;

/// <summary>How releases ripple from dependencies to dependents: for each kind of dependency rules, of which the strongest that applies counts.</summary>
public sealed record PropagationPolicy
{
    private static readonly PropagationRule WhenOutOfRange = new(PropagationTrigger.OutOfRange);

    private readonly ImmutableArray<ImmutableArray<PropagationRule>> _rules;

    private PropagationPolicy(ImmutableArray<ImmutableArray<PropagationRule>> rules) => _rules = rules;

    /// <summary>Every dependent is released with its dependency, except for one that needs it for development only.</summary>
    public static PropagationPolicy ReleaseKit { get; } = new PropagationPolicy([[], [], [], [], []])
        .WithPublished(new PropagationRule(PropagationTrigger.Always)).With(DependencyKind.Build, new PropagationRule(PropagationTrigger.Always));

    /// <summary>A dependent is released when its range excludes the new version, as in version 3 of changesets.</summary>
    public static PropagationPolicy Changesets3 { get; } = new PropagationPolicy([[], [], [], [], []]) { MeasuresGroups = true }
        .WithPublished(WhenOutOfRange).With(DependencyKind.Build, WhenOutOfRange);

    /// <summary>The same, and a peer's minor or major release is a major one of the dependent, as in version 2 of changesets.</summary>
    public static PropagationPolicy Changesets2 { get; } = Changesets3.With(
        DependencyKind.Peer, WhenOutOfRange, new PropagationRule(PropagationTrigger.Always, BumpLevel.Major) { AtLeast = BumpLevel.Minor });

    /// <summary>
    /// Whether <c>workspace:^</c> on a member of a group stands for the version that the group had, as in changesets, instead of
    /// the version that the member had.
    /// </summary>
    public bool MeasuresGroups { get; init; }

    /// <summary>The rules of one kind of dependency; none means that nothing is passed on.</summary>
    public ImmutableArray<PropagationRule> Of(DependencyKind kind) => _rules[(int)kind];

    /// <summary>The policy with other rules for one kind.</summary>
    public PropagationPolicy With(DependencyKind kind, params ImmutableArray<PropagationRule> rules) =>
        new(_rules.SetItem((int)kind, rules)) { MeasuresGroups = MeasuresGroups };

    /// <summary>The policy with one rule for each kind that the dictionary has.</summary>
    public PropagationPolicy With(IReadOnlyDictionary<DependencyKind, PropagationRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Aggregate(this, (policy, pair) => policy.With(pair.Key, pair.Value));
    }

    /// <summary>The policy with one rule for what the users of a package get as well: runtime, optional and peer dependencies.</summary>
    public PropagationPolicy WithPublished(PropagationRule rule) =>
        With(DependencyKind.Runtime, rule).With(DependencyKind.Optional, rule).With(DependencyKind.Peer, rule);

    /// <inheritdoc/>
    public bool Equals(PropagationPolicy? other) => other is not null && MeasuresGroups == other.MeasuresGroups && _rules.Zip(other._rules).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => _rules.Sum(rules => rules.Length);
}
