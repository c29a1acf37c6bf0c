using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Forges;

/// <summary>The forge of a repository, or why there is none to speak to.</summary>
/// <param name="Forge">The forge; null when there is none to speak to.</param>
/// <param name="Location">Where it is, whether or not it can be spoken to; null when that is not known.</param>
/// <param name="Absence">Why <paramref name="Forge"/> is null, and what to set: one or two sentences. Empty when it is not.</param>
public sealed record FoundForge(IForge? Forge, ForgeLocation? Location, string Absence)
{
    /// <summary>The forge.</summary>
    /// <exception cref="ReleaseException"><c>RK-FORGE-UNKNOWN</c> when it is not known, <c>RK-FORGE-UNAUTHORIZED</c> when there is no token for it.</exception>
    public IForge Require() => Forge ?? throw new ReleaseException((Location is null ? ForgeCodes.Unknown : ForgeCodes.Unauthorized).Create(Absence));
}
