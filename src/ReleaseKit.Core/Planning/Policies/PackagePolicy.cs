using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning.Policies;

/// <summary>Where the planning of one package differs from that of the others.</summary>
public sealed record PackagePolicy
{
    /// <summary>A breaking change of a 0.x version gives 1.0.0; null for what holds for all.</summary>
    public bool? MajorOnZero { get; init; }

    /// <summary>How releases of its dependencies reach it; null for what holds for all.</summary>
    public PropagationPolicy? Propagation { get; init; }

    /// <summary>By what its version grows; null for what holds for all.</summary>
    public Versioning? Versioning { get; init; }
}
