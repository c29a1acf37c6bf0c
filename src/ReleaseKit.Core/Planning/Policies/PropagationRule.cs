using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning.Policies;

/// <summary>What a dependent gets when a dependency is released.</summary>
/// <param name="Trigger">When the rule applies.</param>
/// <param name="Bump">The least level of the dependent; null for that of the dependency.</param>
public sealed record PropagationRule(PropagationTrigger Trigger, BumpLevel? Bump = BumpLevel.Patch)
{
    /// <summary>The dependency's level from which on the rule applies.</summary>
    public BumpLevel AtLeast { get; init; }
}
