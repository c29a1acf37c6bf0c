using ReleaseKit.Core.Planning.Policies;

namespace ReleaseKit.Core.Planning;

/// <summary>What holds the members of a unit together, in words for people.</summary>
/// <param name="WithOther">How a member is with another one, as in <c>synchronized with core</c>.</param>
/// <param name="Remedy">What to do when the members cannot have one version.</param>
internal sealed record UnitBond(string WithOther, string Remedy)
{
    public static UnitBond Place { get; } = new("shares its version with", "Use versions of three numbers throughout, or write them in places of their own.");

    public static UnitBond Workspace { get; } = new("synchronized with", "Use versions of three numbers throughout, or set synchronize = false.");

    public static UnitBond Of(VersionGroup group) => new(
        $"{(group.Versioning == GroupVersioning.Linked ? "linked" : "fixed")} in {group.Label} with",
        $"Use versions of three numbers throughout the group {group.Label}, or make it independent.");
}
