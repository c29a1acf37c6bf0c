namespace ReleaseKit.Core.Configuration;

/// <summary>Where a configuration key is written.</summary>
public enum ConfigurationScope
{
    /// <summary>At the top of the workspace root's <c>releasekit.toml</c>.</summary>
    Workspace,

    /// <summary>In a table <c>[ecosystems.name]</c> of the workspace root's <c>releasekit.toml</c>.</summary>
    Ecosystem,

    /// <summary>At the top of a package's own <c>releasekit.toml</c>.</summary>
    Package,

    /// <summary>In a table <c>[groups.label]</c> of the workspace root's <c>releasekit.toml</c>.</summary>
    Group,

    /// <summary>In the table <c>[propagation]</c> of either file.</summary>
    Propagation,

    /// <summary>In a table <c>[[edges]]</c> of the workspace root's <c>releasekit.toml</c>.</summary>
    Edge,
}
