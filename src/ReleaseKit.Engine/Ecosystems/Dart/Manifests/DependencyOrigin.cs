namespace ReleaseKit.Engine.Ecosystems.Dart.Manifests;

/// <summary>Where a dependency comes from, by its entry alone.</summary>
internal enum DependencyOrigin
{
    /// <summary>From a pub repository: a constraint alone, or with <c>hosted</c>.</summary>
    Hosted,

    /// <summary>From a folder.</summary>
    Path,

    /// <summary>From a git repository.</summary>
    Git,

    /// <summary>Part of an SDK, such as Flutter's.</summary>
    Sdk,
}
