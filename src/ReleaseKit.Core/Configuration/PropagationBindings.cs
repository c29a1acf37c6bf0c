using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using Rules = System.Collections.Immutable.ImmutableSortedDictionary<ReleaseKit.Core.Packages.DependencyKind, ReleaseKit.Core.Planning.Policies.PropagationRule>;

namespace ReleaseKit.Core.Configuration;

/// <summary>The keys of the table <c>[propagation]</c>, of the root and of packages: one for each kind of dependency.</summary>
internal static class PropagationBindings
{
    public static readonly ImmutableArray<ConfigurationBinding<Rules>> All =
    [
        Bind("runtime", DependencyKind.Runtime, "\"always patch\"", "Dependencies that are needed to run."),
        Bind("optional", DependencyKind.Optional, "\"always patch\"", "Dependencies that are used when present."),
        Bind("peer", DependencyKind.Peer, "\"always patch\"", "Dependencies that the consumer brings."),
        Bind("build", DependencyKind.Build, "\"always patch\"", "Dependencies that are needed to build what is published."),
        Bind("dev", DependencyKind.Dev, "\"never\"", "Dependencies that are needed to work on the package only."),
    ];

    private static ConfigurationBinding<Rules> Bind(string name, DependencyKind kind, string fallback, string description) =>
        new ConfigurationBinding<Rules, PropagationRule>(
            new ConfigurationKey(ConfigurationScope.Propagation, name, Property: null, PropagationRuleText.Type.Name, fallback, description),
            PropagationRuleText.Type, (rules, rule) => rules.SetItem(kind, rule));
}
