using System.Collections.Immutable;

namespace ReleaseKit.Core.Configuration;

/// <summary>Every configuration key there is.</summary>
public static class ConfigurationKeys
{
    /// <summary>The table of the root file that holds a table for each ecosystem.</summary>
    public const string EcosystemsTable = "ecosystems";

    /// <summary>Keys at the top of the root's file.</summary>
    public static ImmutableArray<ConfigurationKey> Workspace { get; } = [.. WorkspaceBindings.All.Select(binding => binding.Key)];

    /// <summary>Keys of each ecosystem's table.</summary>
    public static ImmutableArray<ConfigurationKey> Ecosystem { get; } = [.. EcosystemBindings.All.Select(binding => binding.Key)];

    /// <summary>Keys of a package's file.</summary>
    public static ImmutableArray<ConfigurationKey> Package { get; } = [.. PackageBindings.All.Select(binding => binding.Key)];

    /// <summary>All keys that a property can override, those of the ecosystems written out for each.</summary>
    /// <param name="ecosystems">Canonical names of the ecosystems, such as <c>python</c>.</param>
    public static IEnumerable<ConfigurationKey> Overridable(IEnumerable<string> ecosystems) =>
        Workspace.Concat(ecosystems.SelectMany(ecosystem => Ecosystem.Select(key => key.For(ecosystem))));
}
