using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Forges.Gitea;

/// <summary>Addresses and variables of Gitea and Forgejo.</summary>
internal static class GiteaDialect
{
    public static ForgeDialect Dialect { get; } = new()
    {
        Name = "gitea",
        PublicHosts = ["gitea.com", "codeberg.org"],
        ApiSuffix = "/api/v1",
        Api = host => $"{host.AbsoluteUri.TrimEnd('/')}/api/v1",
        Ci = Ci,
        Accounts = (environment, _) =>
            from name in IsCi(environment) ? ["GITEA_TOKEN", "FORGEJO_TOKEN", "GITHUB_TOKEN"] : (string[])["GITEA_TOKEN", "FORGEJO_TOKEN"]
            let value = environment.Get(name)?.Trim()
            where value is { Length: > 0 }
            select Token(new Secret(value, name)),
        Token = Token,
        Remedy = "Put a token with the rights to write repositories and issues into GITEA_TOKEN or FORGEJO_TOKEN.",
        Headers = [new("Accept", "application/json")],
        Create = (http, repository) => new GiteaForge(http, repository),
    };

    private static bool IsCi(IEnvironment environment) =>
        environment.Get("GITEA_ACTIONS") is not null || environment.Get("FORGEJO_ACTIONS") is not null;

    /// <summary>Runners set the variables of GitHub's, some of them under names of their own too.</summary>
    private static ForgeCi? Ci(IEnvironment environment)
    {
        string? Get(string name) => environment.Get("FORGEJO_" + name) ?? environment.Get("GITEA_" + name) ?? environment.Get("GITHUB_" + name);
        return IsCi(environment) ? ForgeCi.Of(Get("SERVER_URL"), Get("API_URL"), Get("REPOSITORY")) : null;
    }

    private static ForgeAccount Token(Secret secret) => new("Authorization", "token ", secret);
}
