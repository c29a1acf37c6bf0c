using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>JavaScript packages on npm registries.</summary>
public static class NpmEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "npm";
}
