using System.Collections.Immutable;
using Types = ReleaseKit.Core.Configuration.ConfigurationTypes;

namespace ReleaseKit.Core.Configuration;

/// <summary>The keys of a package's file.</summary>
internal static class PackageBindings
{
    public static readonly ImmutableArray<ConfigurationBinding<PackageConfiguration>> All =
    [
        Bind("group", Types.Label, "none",
            "A label; a release can be narrowed to the packages that have it.",
            (c, v) => c with { Group = v }),
        Bind("publishable", Types.Boolean, "by the manifest",
            "Whether the package is released, whatever its manifest says.",
            (c, v) => c with { Publishable = v }),
        Bind("registry", Types.Registry, "by the manifest",
            "Where the package is uploaded to, whatever its manifest says: a URL, or a name that the client's own configuration files in the repository have.",
            (c, v) => c with { Registry = v }),
        Bind("index", Types.Url, "the one that belongs to the registry",
            "Where the package is installed from, when that is another place than `registry`.",
            (c, v) => c with { Index = v }),
        Bind("token_variable", Types.Variable, "the ecosystem's",
            "Name of the environment variable with the credential for `registry`; never the credential.",
            (c, v) => c with { TokenVariable = v }),
        Bind("tag_format", Types.TagFormat, "the workspace's",
            "The form of this package's tags.",
            (c, v) => c with { TagFormat = v }),
        Bind("changelog", Types.Boolean, "the workspace's",
            "`false`: write no changelog for this package, where the workspace writes them.",
            (c, v) => c with { Changelog = v }),
        Bind("major_on_zero", Types.Boolean, "the workspace's",
            "A breaking change of a 0.x version of this package gives 1.0.0.",
            (c, v) => c with { MajorOnZero = v }),
        Bind("versioning", Types.Versioning, "the workspace's",
            "By what this package's version grows: by the changes (`semver`), or by the date (`calver:YYYY.MM.MICRO`).",
            (c, v) => c with { Versioning = v }),
    ];

    private static ConfigurationBinding<PackageConfiguration, T> Bind<T>(
        string name, ConfigurationType<T> type, string fallback, string description, Func<PackageConfiguration, T, PackageConfiguration> set) =>
        new(new ConfigurationKey(ConfigurationScope.Package, name, Property: null, type.Name, fallback, description), type, set);
}
