using System.Collections.Immutable;
using Types = ReleaseKit.Core.Configuration.ConfigurationTypes;

namespace ReleaseKit.Core.Configuration;

/// <summary>The keys of each ecosystem's table.</summary>
internal static class EcosystemBindings
{
    public static readonly ImmutableArray<ConfigurationBinding<EcosystemConfiguration>> All =
    [
        Bind("workspace_root", "Release{Ecosystem}WorkspaceRoot", Types.Directory, "everywhere below the root",
            "The directory in which the ecosystem's workspace begins.",
            (c, v) => c with { WorkspaceRoot = v }),
        Bind("registry_url", "Release{Ecosystem}Registry", Types.Registry, "the ecosystem's public registry",
            "Where packages are uploaded to: a URL, or a name that the client's own configuration files in the repository have. Credentials never stand here: they are taken from the environment.",
            (c, v) => c with { RegistryUrl = v }),
        Bind("index_url", "Release{Ecosystem}Index", Types.Url, "the one that belongs to the registry",
            "Where packages are read from, when that is another place than they are uploaded to.",
            (c, v) => c with { IndexUrl = v }),
        Bind("exclude", "Release{Ecosystem}Exclude", Types.Patterns, "[]",
            "Globs of directories in which no packages are looked for.",
            (c, v) => c with { Exclude = v }),
        Bind("upload_burst", "Release{Ecosystem}UploadBurst", Types.AtLeastOne, "what the public registry allows; none elsewhere",
            "How many files the registry takes at once.",
            (c, v) => c with { Limits = c.Limits with { Burst = v } }),
        Bind("upload_per_minute", "Release{Ecosystem}UploadPerMinute", Types.Positive, "what the public registry allows; none elsewhere",
            "How many more it takes each minute after that.",
            (c, v) => c with { Limits = c.Limits with { PerMinute = v } }),
        Bind("new_package_burst", "Release{Ecosystem}NewPackageBurst", Types.AtLeastOne, "what the public registry allows; none elsewhere",
            "How many packages that it does not know yet it takes at once.",
            (c, v) => c with { Limits = c.Limits with { NewBurst = v } }),
        Bind("new_package_per_minute", "Release{Ecosystem}NewPackagePerMinute", Types.Positive, "what the public registry allows; none elsewhere",
            "How many more of those it takes each minute after that; 0.1 is one in ten minutes.",
            (c, v) => c with { Limits = c.Limits with { NewPerMinute = v } }),
    ];

    private static ConfigurationBinding<EcosystemConfiguration, T> Bind<T>(
        string name, string property, ConfigurationType<T> type, string fallback, string description, Func<EcosystemConfiguration, T, EcosystemConfiguration> set) =>
        new(new ConfigurationKey(ConfigurationScope.Ecosystem, name, property, type.Name, fallback, description), type, set);
}
