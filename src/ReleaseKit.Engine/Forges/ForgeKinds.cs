using System.Collections.Immutable;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Forges.Bitbucket;
using ReleaseKit.Engine.Forges.Gitea;
using ReleaseKit.Engine.Forges.GitHub;
using ReleaseKit.Engine.Forges.GitLab;

namespace ReleaseKit.Engine.Forges;

/// <summary>The forges that are spoken: a new one is a folder and a line here.</summary>
internal static class ForgeKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableDictionary<ForgeKind, ForgeDialect> All { get; } = ImmutableDictionary.CreateRange(new Dictionary<ForgeKind, ForgeDialect>
    {
        [ForgeKind.GitHub] = GitHubDialect.Dialect,
        [ForgeKind.GitLab] = GitLabDialect.Dialect,
        [ForgeKind.Bitbucket] = BitbucketDialect.Dialect,
        [ForgeKind.Gitea] = GiteaDialect.Dialect,
    });
}
