using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>The adapters of this build, in order of precedence: the first to claim a directory wins.</summary>
public sealed class EcosystemCatalog
{
    /// <summary>A catalogue of the given adapters.</summary>
    public EcosystemCatalog(ImmutableArray<EcosystemAdapter> adapters) => Adapters = adapters;

    /// <summary>The adapters, in order of precedence.</summary>
    public ImmutableArray<EcosystemAdapter> Adapters { get; }

    /// <summary>What was wrong with the adapters and items that a project adds, and stopped nothing.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    /// <summary>The adapter with that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none; ids come from <see cref="Adapters"/> only.</exception>
    public EcosystemAdapter this[string id] =>
        Adapters.FirstOrDefault(a => a.Id == id) ?? throw new KeyNotFoundException($"No adapter has the id '{id}'.");
}
