using System.Collections.Immutable;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>What of a workspace decides how its pipelines look.</summary>
public sealed record PipelineFacts
{
    /// <summary>The branches that are released from: names, or patterns in which <c>*</c> stands for any characters but a slash and <c>**</c> for any.</summary>
    public required ImmutableArray<string> Branches { get; init; }

    /// <summary>Ids of the ecosystems that have packages.</summary>
    public required ImmutableSortedSet<string> Ecosystems { get; init; }

    /// <summary>What hosts the repository; null when that is not known.</summary>
    public ForgeKind? Forge { get; init; }

    /// <summary>The variable in which the forge's token is looked for.</summary>
    public string ForgeTokenVariable => Forge switch
    {
        ForgeKind.GitLab => "GITLAB_TOKEN",
        ForgeKind.Bitbucket => "BITBUCKET_TOKEN",
        ForgeKind.Gitea => "FORGEJO_TOKEN",
        _ => "GITHUB_TOKEN",
    };

    /// <summary>Where third parties of JavaScript packages are installed before anything is built.</summary>
    public ImmutableArray<NodeInstall> NodeInstalls { get; init; } = [];
}
