namespace ReleaseKit.Core.Packages;

/// <summary>Where a dependency on a workspace member comes from while the workspace is developed.</summary>
public enum DependencySource
{
    /// <summary>From the workspace: the edge takes part in ordering and propagation.</summary>
    Workspace,

    /// <summary>From a registry, although a member has the same name: the edge is external.</summary>
    Registry,
}
