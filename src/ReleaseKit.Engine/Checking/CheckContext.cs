using System.Collections.Immutable;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Checking;

/// <summary>What checks look at.</summary>
public sealed record CheckContext
{
    /// <summary>The plan about to be executed.</summary>
    public required ReleasePlan Plan { get; init; }

    /// <summary>Every package of the repository, and its configuration.</summary>
    public required DiscoveredWorkspace Workspace { get; init; }

    /// <summary>The workspace's files.</summary>
    public required IFileSystem Files { get; init; }

    /// <summary>Every file of the workspace that is tracked, or neither tracked nor ignored, listed once.</summary>
    public required Lazy<Task<ImmutableArray<RelativePath>>> Listing { get; init; }

    /// <summary>What the files of the packages say.</summary>
    public required WorkspaceInspection Inspection { get; init; }

    /// <summary>Whose credentials are.</summary>
    public required RegistryAccounts Accounts { get; init; }

    /// <summary>Absolute path of the output folder.</summary>
    public required string OutputPath { get; init; }

    /// <summary>Starts clients.</summary>
    public required IProcessRunner Processes { get; init; }

    /// <summary>The repository.</summary>
    public required IRepository Git { get; init; }

    /// <summary>Every package that is uploaded, as its adapter sees it.</summary>
    public required ImmutableArray<PackageContext> Packages { get; init; }

    /// <summary>The adapters.</summary>
    public required EcosystemCatalog Ecosystems { get; init; }

    /// <summary>Variables that may hold the credential with which a package is uploaded; a registry of its own has a variable of its own.</summary>
    public required Func<PackageId, IReadOnlyList<string>> TokenVariables { get; init; }

    /// <summary>What the CI service vouches for.</summary>
    public required IdentityTokens Identity { get; init; }

    /// <summary>The packages that are uploaded, as manifests declare them.</summary>
    public IEnumerable<Package> Published => Packages.Select(p => Workspace.Workspace.Find(p.Id)!);

    /// <summary>Where the release is pushed to; null when it is not pushed.</summary>
    public PushTarget? Push { get; init; }

    /// <summary>The run that holds the lease of the remote for us; null when we do not hold it.</summary>
    public string? Runner { get; init; }

    /// <summary>What interrupted releases of this branch wrote down; empty when there is none.</summary>
    public Ledger Earlier { get; init; } = new([]);
}
