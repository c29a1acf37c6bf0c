using System.Collections.Immutable;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>What the steps between a push and a publication work with.</summary>
public sealed record PreparationServices
{
    /// <summary>The user's repository, whose work tree is never touched.</summary>
    public required IRepository Git { get; init; }

    /// <summary>Starts git.</summary>
    public required IProcessRunner Processes { get; init; }

    /// <summary>The adapters.</summary>
    public required EcosystemCatalog Ecosystems { get; init; }

    /// <summary>Discovers the workspace in another work tree, by the absolute path of its root, and who depends on some releases of other repositories.</summary>
    public required Func<string, ImmutableArray<UpstreamRelease>, CancellationToken, Task<DiscoveredWorkspace>> Discover { get; init; }

    /// <summary>Absolute path of the output folder.</summary>
    public required string OutputPath { get; init; }

    /// <summary>Tells people something.</summary>
    public required Action<string> Say { get; init; }
}
