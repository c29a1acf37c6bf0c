using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;

namespace ReleaseKit.Engine.Releasing;

/// <summary>What configuration and properties say about planning: the preset of the semantics, and on top of it what is said outright.</summary>
internal static class PlanPolicies
{
    /// <summary>What the semantics say.</summary>
    public static PlanPolicy Preset(DiscoveredWorkspace workspace)
    {
        var preset = SemanticsPreset.Of(workspace.Configuration.Semantics ?? ReleaseSemantics.ReleaseKit);
        return new PlanPolicy
        {
            Tag = workspace.Tag,
            MajorOnZero = preset.MajorOnZero,
            Propagation = preset.Propagation,
            Rewrite = preset.Rewrite,
            VersionedPrivately = workspace.VersionedPrivately,
        };
    }

    /// <summary>The policy with the keys and properties that somebody wrote.</summary>
    /// <exception cref="ReleaseException"><c>RK-PLAN-PACKAGE</c>, <c>RK-PLAN-EXPLICIT</c>.</exception>
    public static PlanPolicy Configured(PlanPolicy policy, DiscoveredWorkspace workspace, PlanOptions options)
    {
        var configuration = workspace.Configuration;
        var names = new PackageNames(workspace.Workspace);
        var propagation = policy.Propagation.With(configuration.Propagation);
        return policy with
        {
            Synchronize = configuration.Synchronize,
            MajorOnZero = configuration.MajorOnZero ?? policy.MajorOnZero,
            Versioning = configuration.Versioning,
            Intents = configuration.Intents,
            Groups = policy.Groups.AddRange(workspace.Groups),
            Propagation = propagation,
            Rewrite = configuration.Rewrite is { } trigger ? policy.Rewrite with { Trigger = trigger, PeerTrigger = null } : policy.Rewrite,
            Packages = policy.Packages.SetItems(Own(workspace, propagation)),
            Excluded = policy.Excluded.SetItems(workspace.Excluded),
            Group = options.Group.Length > 0 ? options.Group : null,
            Only = options.Packages.Count == 0 ? null : [.. options.Packages.Select(name => Resolve(name, names))],
            Explicit = ExplicitOptions.Versions(options, name => Resolve(name, names)),
            ExplicitForAll = ExplicitOptions.ForAll(options),
        };
    }

    private static IEnumerable<KeyValuePair<PackageId, PackagePolicy>> Own(DiscoveredWorkspace workspace, PropagationPolicy propagation) =>
        from pair in workspace.Settings
        where pair.Value.MajorOnZero is not null || pair.Value.Versioning is not null || !pair.Value.Propagation.IsEmpty
        select KeyValuePair.Create(pair.Key, new PackagePolicy
        {
            MajorOnZero = pair.Value.MajorOnZero,
            Versioning = pair.Value.Versioning,
            Propagation = pair.Value.Propagation.IsEmpty ? null : propagation.With(pair.Value.Propagation),
        });

    /// <summary>The package of that name or id.</summary>
    /// <exception cref="ReleaseException"><c>RK-PLAN-PACKAGE</c>: there is none, or several.</exception>
    public static PackageId Resolve(string name, PackageNames names)
    {
        var matches = names.Find(name);
        return matches.Length switch
        {
            1 => matches[0],
            0 => throw new ReleaseException(PlanCodes.UnknownPackage.Create($"There is no package '{name}'.{names.Question(name)} -t:Discover lists them.")),
            _ => throw new ReleaseException(PlanCodes.UnknownPackage.Create($"'{name}' names several packages: {string.Join(", ", matches)}. Write the id with its ecosystem.")),
        };
    }
}
