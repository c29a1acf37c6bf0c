using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Composition;

/// <summary>What a user's project adds to the adapters of this build, in the order in which it does.</summary>
public sealed record ReleaseExtensions
{
    /// <summary>Nothing.</summary>
    public static ReleaseExtensions None { get; } = new();

    /// <summary>The items <c>ReleasePackage</c>.</summary>
    public ImmutableArray<DeclaredItem> Packages { get; init; } = [];

    /// <summary>The adapters that the items <c>ReleaseEcosystem</c> name.</summary>
    public ImmutableArray<EcosystemAdapter> Adapters { get; init; } = [];
}
