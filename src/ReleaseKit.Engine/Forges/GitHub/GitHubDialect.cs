using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Forges.GitHub;

/// <summary>Addresses and variables of GitHub and GitHub Enterprise.</summary>
internal static class GitHubDialect
{
    private const string PublicHost = "github.com";
    private static readonly Uri PublicApi = new("https://api.github.com");

    public static ForgeDialect Dialect { get; } = new()
    {
        Name = "github",
        PublicHosts = [PublicHost, "api.github.com"],
        ApiSuffix = "/api/v3",
        Api = host => host.Host == PublicHost ? PublicApi.AbsoluteUri.TrimEnd('/') : $"{host.GetLeftPart(UriPartial.Authority)}/api/v3",
        Ci = environment => IsGitea(environment) ? null : ForgeCi.Of(environment.Get("GITHUB_SERVER_URL"), environment.Get("GITHUB_API_URL"), environment.Get("GITHUB_REPOSITORY")),
        Accounts = Accounts,
        Token = Token,
        ClientAccount = (environment, host) => ForgeClientFiles.GitHub(environment, host) is { } secret ? Token(secret) : null,
        HostVariable = "GH_HOST",
        Remedy = "Put a token with the rights to write contents and pull requests into GITHUB_TOKEN or GH_TOKEN (GH_ENTERPRISE_TOKEN for a host of your own), or log in with 'gh auth login --insecure-storage'.",
        Headers = GitHubForge.Headers,
        Origins = api => api.Host == PublicApi.Host ? [new Uri("https://uploads.github.com")] : [],
        Create = (http, repository) => new GitHubForge(http, repository),
    };

    /// <summary>Runners of Gitea and Forgejo set the variables of GitHub's too.</summary>
    public static bool IsGitea(IEnvironment environment) =>
        environment.Get("GITEA_ACTIONS") is not null || environment.Get("FORGEJO_ACTIONS") is not null;

    private static ForgeAccount Token(Secret secret) => new("Authorization", "Bearer ", secret);

    private static IEnumerable<ForgeAccount> Accounts(IEnvironment environment, bool isPublic)
    {
        string[] names = isPublic ? ["GITHUB_TOKEN", "GH_TOKEN"] : ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"];
        return from name in names
               where !IsGitea(environment) || name.StartsWith("GH_", StringComparison.Ordinal)
               let value = environment.Get(name)?.Trim()
               where value is { Length: > 0 }
               select Token(new Secret(value, name));
    }
}
