namespace ReleaseKit.Engine.Pipelines.GitHub;

/// <summary>What differs between services that run the workflows of GitHub Actions.</summary>
public sealed record ActionsDialect
{
    /// <summary>GitHub Actions.</summary>
    public static ActionsDialect GitHub { get; } = new()
    {
        Name = "github", Folder = ".github/workflows", Runner = "ubuntu-24.04", ActionsHost = "", TokenVariable = "GITHUB_TOKEN",
        Committer = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"), HasApps = true, HasDispatches = true, HasOpenId = true, HasRust = true,
    };

    /// <summary>Forgejo Actions, and Gitea's, which have neither apps nor scopes of tokens.</summary>
    public static ActionsDialect Forgejo { get; } = new()
    {
        Name = "forgejo", Folder = ".forgejo/workflows", Runner = "docker", ActionsHost = "https://github.com/", TokenVariable = "FORGEJO_TOKEN",
        Committer = ("forgejo-actions", "noreply@localhost"),
    };

    /// <summary>The name of the service, as <c>ReleaseCi</c> has it.</summary>
    public required string Name { get; init; }

    /// <summary>Where workflows lie.</summary>
    public required string Folder { get; init; }

    /// <summary>The label of the machines that jobs run on.</summary>
    public required string Runner { get; init; }

    /// <summary>What stands before the name of an action, so that it is GitHub's.</summary>
    public required string ActionsHost { get; init; }

    /// <summary>The variable that hands the forge's token to our targets.</summary>
    public required string TokenVariable { get; init; }

    /// <summary>Who commits and tags.</summary>
    public required (string Name, string Email) Committer { get; init; }

    /// <summary>Whether there are apps, with tokens that start pipelines.</summary>
    public bool HasApps { get; init; }

    /// <summary>Whether other repositories start workflows by an event; otherwise by the name of a file.</summary>
    public bool HasDispatches { get; init; }

    /// <summary>Whether jobs can prove to registries who they are.</summary>
    public bool HasOpenId { get; init; }

    /// <summary>Whether machines have Rust.</summary>
    public bool HasRust { get; init; }
}
