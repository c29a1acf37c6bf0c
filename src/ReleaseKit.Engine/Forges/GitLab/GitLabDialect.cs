using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Forges.GitLab;

/// <summary>Addresses and variables of GitLab.</summary>
internal static class GitLabDialect
{
    public static ForgeDialect Dialect { get; } = new()
    {
        Name = "gitlab",
        PublicHosts = ["gitlab.com"],
        ApiSuffix = "/api/v4",
        Api = host => $"{host.AbsoluteUri.TrimEnd('/')}/api/v4",
        Ci = environment => ForgeCi.Of(environment.Get("CI_SERVER_URL"), environment.Get("CI_API_V4_URL"), environment.Get("CI_PROJECT_PATH")),
        Accounts = Accounts,
        Token = Token,
        ClientAccount = (environment, host) => ForgeClientFiles.GitLab(environment, host) is { } found
            ? found.IsOAuth ? new ForgeAccount("Authorization", "Bearer ", found.Secret) : Token(found.Secret)
            : null,
        HostVariable = "GITLAB_HOST",
        Remedy = "Put a project access token with the scope api into GITLAB_TOKEN (CI_JOB_TOKEN may make releases, but no merge requests), or log in with 'glab auth login'.",
        Headers = [new("Accept", "application/json")],
        Create = (http, repository) => new GitLabForge(http, http.Time, repository),
    };

    private static ForgeAccount Token(Secret secret) => new("PRIVATE-TOKEN", "", secret);

    private static IEnumerable<ForgeAccount> Accounts(IEnvironment environment, bool isPublic)
    {
        if (environment.Get("GITLAB_TOKEN")?.Trim() is { Length: > 0 } token)
        {
            yield return Token(new Secret(token, "GITLAB_TOKEN"));
        }

        if (environment.Get("CI_JOB_TOKEN")?.Trim() is { Length: > 0 } job)
        {
            yield return new ForgeAccount(GitLabForge.JobHeader, "", new Secret(job, "CI_JOB_TOKEN"));
        }
    }
}
