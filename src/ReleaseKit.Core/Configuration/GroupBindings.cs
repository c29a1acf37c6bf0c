using System.Collections.Immutable;
using ReleaseKit.Core.Planning.Policies;
using Types = ReleaseKit.Core.Configuration.ConfigurationTypes;

namespace ReleaseKit.Core.Configuration;

/// <summary>The keys of each group's table.</summary>
internal static class GroupBindings
{
    public static readonly ImmutableArray<ConfigurationBinding<GroupConfiguration>> All =
    [
        Bind("versioning",
            Types.Choice(("fixed", GroupVersioning.Fixed), ("linked", GroupVersioning.Linked), ("independent", GroupVersioning.Independent)), "\"independent\"",
            "fixed: when one member is released all are, with one version; linked: the members that are released get one version; independent: the group is only a label.",
            (c, v) => c with { Versioning = v }),
        Bind("packages", Types.Patterns, "[]",
            "Members besides the packages whose own file says `group`: ids, names, or globs of their directories, of any ecosystem.",
            (c, v) => c with { Packages = v }),
        Bind("tag_format", Types.TagFormat, "the workspace's",
            "The form of the members' tags; without `{name}` the members of a fixed group share one tag.",
            (c, v) => c with { TagFormat = v }),
    ];

    private static ConfigurationBinding<GroupConfiguration, T> Bind<T>(
        string name, ConfigurationType<T> type, string fallback, string description, Func<GroupConfiguration, T, GroupConfiguration> set) =>
        new(new ConfigurationKey(ConfigurationScope.Group, name, Property: null, type.Name, fallback, description), type, set);
}
