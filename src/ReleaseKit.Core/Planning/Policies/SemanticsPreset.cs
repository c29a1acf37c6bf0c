namespace ReleaseKit.Core.Planning.Policies;

/// <summary>The defaults that come with a choice of semantics.</summary>
/// <param name="Propagation">How releases ripple.</param>
/// <param name="Rewrite">Which ranges are rewritten.</param>
/// <param name="MajorOnZero">Whether a breaking change of a 0.x version gives 1.0.0.</param>
public sealed record SemanticsPreset(PropagationPolicy Propagation, RewritePolicy Rewrite, bool MajorOnZero)
{
    /// <summary>The defaults of those semantics.</summary>
    public static SemanticsPreset Of(ReleaseSemantics semantics) => semantics switch
    {
        ReleaseSemantics.Changesets2 => new SemanticsPreset(PropagationPolicy.Changesets2, RewritePolicy.Changesets2, MajorOnZero: true),
        ReleaseSemantics.Changesets3 => new SemanticsPreset(PropagationPolicy.Changesets3, RewritePolicy.Changesets3, MajorOnZero: true),
        _ => new SemanticsPreset(PropagationPolicy.ReleaseKit, RewritePolicy.ReleaseKit, MajorOnZero: false),
    };
}
