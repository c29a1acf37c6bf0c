using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

/// <summary>A generated policy.</summary>
/// <param name="Semantics">Whose rules are the defaults.</param>
/// <param name="Own">A rule that one kind of dependency has instead.</param>
/// <param name="Trigger">When ranges are rewritten; null for the default.</param>
/// <param name="Explicit">A package that is asked to be raised, and by how much; none for null.</param>
/// <param name="Zero">Whether 0.x is left by a breaking change; null for the default.</param>
/// <param name="Synchronize">Whether all packages have one version.</param>
internal sealed record PolicyModel(
    ReleaseSemantics Semantics, (DependencyKind Kind, PropagationRule Rule)? Own, RewriteTrigger? Trigger, (int Package, BumpLevel Level)? Explicit, bool? Zero, bool Synchronize)
{
    public static Gen<PolicyModel> All { get; } =
        from semantics in Gen.Elements(Enum.GetValues<ReleaseSemantics>())
        from own in Maybe(from kind in Gen.Elements(Enum.GetValues<DependencyKind>()) from rule in Rule select (kind, rule))
        from trigger in Maybe(Gen.Elements(Enum.GetValues<RewriteTrigger>()))
        from asked in Maybe(from package in Gen.Choose(0, 9) from level in Gen.Elements(BumpLevel.Patch, BumpLevel.Minor, BumpLevel.Major) select (package, level))
        from zero in Maybe(Gen.Elements(true, false))
        from synchronize in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new PolicyModel(semantics, own, trigger, asked, zero, synchronize);

    private static Gen<PropagationRule> Rule { get; } =
        from trigger in Gen.Elements(Enum.GetValues<PropagationTrigger>())
        from bump in Gen.Elements<BumpLevel?>(null, BumpLevel.Patch, BumpLevel.Minor, BumpLevel.Major)
        select new PropagationRule(trigger, bump);

    public PlanPolicy Build()
    {
        var preset = SemanticsPreset.Of(Semantics);
        return new PlanPolicy
        {
            Tag = (package, version) => $"{package.Name}-v{version}",
            Synchronize = Synchronize,
            MajorOnZero = Zero ?? preset.MajorOnZero,
            Propagation = Own is var (kind, rule) ? preset.Propagation.With(kind, rule) : preset.Propagation,
            Rewrite = Trigger is { } trigger ? preset.Rewrite with { Trigger = trigger } : preset.Rewrite,
        };
    }

    /// <summary>What is asked for outright, of a package that can be released.</summary>
    public static PlanRequest Ask(PlanRequest request, PolicyModel model) =>
        model.Explicit is var (package, level) && request.Workspace.Packages.FirstOrDefault(p => p.Name == $"p{package}" && p.Publishable) is { } found
            ? request with { Policy = request.Policy with { Explicit = ImmutableDictionary<PackageId, ExplicitBump>.Empty.Add(found.Id, new ExplicitBump(level, null, "ReleaseBump")) } }
            : request;

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((2, Gen.Constant<T?>(null)), (1, gen.Select(value => (T?)value)));
}
