namespace ReleaseKit.Core.Forges;

/// <summary>The software that a repository is hosted on; it decides how addresses in it are formed.</summary>
public enum ForgeKind
{
    /// <summary>GitHub and GitHub Enterprise.</summary>
    GitHub,

    /// <summary>GitLab.</summary>
    GitLab,

    /// <summary>Bitbucket Cloud.</summary>
    Bitbucket,

    /// <summary>Gitea and Forgejo.</summary>
    Gitea,
}
