using System.Collections.Immutable;

namespace ReleaseKit.Core.Configuration;

/// <summary>Every configuration key there is.</summary>
public static class ConfigurationKeys
{
    /// <summary>The table of the root file that holds a table for each ecosystem.</summary>
    public const string EcosystemsTable = "ecosystems";

    /// <summary>The table of the root file that holds a table for each group.</summary>
    public const string GroupsTable = "groups";

    /// <summary>The table of either file that says how releases ripple to dependents.</summary>
    public const string PropagationTable = "propagation";

    /// <summary>The table of the root file that says which branches release on which channels.</summary>
    public const string BranchesTable = "branches";

    /// <summary>The tables of the root file that declare edges between packages.</summary>
    public const string EdgesTable = "edges";

    /// <summary>Keys at the top of the root's file.</summary>
    public static ImmutableArray<ConfigurationKey> Workspace { get; } = [.. WorkspaceBindings.All.Select(binding => binding.Key)];

    /// <summary>Keys of each ecosystem's table.</summary>
    public static ImmutableArray<ConfigurationKey> Ecosystem { get; } = [.. EcosystemBindings.All.Select(binding => binding.Key)];

    /// <summary>Keys of a package's file.</summary>
    public static ImmutableArray<ConfigurationKey> Package { get; } = [.. PackageBindings.All.Select(binding => binding.Key)];

    /// <summary>Keys of each group's table.</summary>
    public static ImmutableArray<ConfigurationKey> Group { get; } = [.. GroupBindings.All.Select(binding => binding.Key)];

    /// <summary>Keys of the table <c>[propagation]</c>.</summary>
    public static ImmutableArray<ConfigurationKey> Propagation { get; } = [.. PropagationBindings.All.Select(binding => binding.Key)];

    /// <summary>Keys of each table <c>[[edges]]</c>.</summary>
    public static ImmutableArray<ConfigurationKey> Edge { get; } = [.. EdgeBindings.All.Select(binding => binding.Key)];

    /// <summary>All keys that a property can override, those of the ecosystems written out for each.</summary>
    /// <param name="ecosystems">Canonical names of the ecosystems, such as <c>python</c>.</param>
    public static IEnumerable<ConfigurationKey> Overridable(IEnumerable<string> ecosystems) =>
        Workspace.Concat(ecosystems.SelectMany(ecosystem => Ecosystem.Select(key => key.For(ecosystem))));
}
