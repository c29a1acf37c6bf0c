using System.Collections.Immutable;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Credentials;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Everything the product knows about one ecosystem: one implementation for each facet of the contract.</summary>
public sealed record EcosystemAdapter
{
    /// <summary>The id used in package ids and configuration: <c>npm</c>, <c>python</c>, <c>nuget</c> …</summary>
    public required string Id { get; init; }

    /// <summary>Other names accepted in configuration tables, such as <c>js</c>.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>How versions are written, ordered, raised and matched.</summary>
    public required IVersionScheme Versions { get; init; }

    /// <summary>Finds members and edits manifests.</summary>
    public required IWorkspaceAdapter Workspace { get; init; }

    /// <summary>Builds artifacts.</summary>
    public required IPackager Packager { get; init; }

    /// <summary>Uploads artifacts with the real client.</summary>
    public required IPublisher Publisher { get; init; }

    /// <summary>Asks the registry.</summary>
    public required IRegistry Registry { get; init; }

    /// <summary>Installs and loads a published package in a clean place.</summary>
    public required IConsumer Consumer { get; init; }

    /// <summary>Takes published versions back; by default nothing can be.</summary>
    public IWithdrawal Withdrawal { get; init; } = new NoWithdrawal();

    /// <summary>Asks the registry about people.</summary>
    public IRegistryAccount Account { get; init; } = NoRegistryAccount.Instance;

    /// <summary>The names that configuration files of the ecosystem give to registries; by default there are none.</summary>
    public INamedRegistries Names { get; init; } = NoNamedRegistries.Instance;

    /// <summary>Gets credentials for what a CI service vouches for; by default registries know no such thing.</summary>
    public ITrustedPublishing Trust { get; init; } = NoTrustedPublishing.Instance;

    /// <summary>Reads what files say about packages beside names and versions.</summary>
    public IInspector Inspector { get; init; } = NoInspector.Instance;

    /// <summary>Follows packages of other repositories; by default nothing is followed.</summary>
    public IUpstream Upstream { get; init; } = NoUpstream.Instance;

    /// <summary>Whether a folder of its packages is no other adapter's: the first that is registered has it.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>Whether an address that uploads go to is one to install from, even where the public registry has two.</summary>
    public bool IsReadWhereWritten { get; init; }

    /// <summary>Whether a folder of this machine, as a <c>file:</c> address, can be its registry.</summary>
    public bool TakesFolders { get; init; }

    /// <summary>Path of its upload address below the rehearsal registry's root, without a leading slash.</summary>
    public string RehearsalRegistry { get; init; } = "";

    /// <summary>Path of its install address below the rehearsal registry's root, without a leading slash.</summary>
    public string RehearsalIndex { get; init; } = "";
}
