using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Forges.Bitbucket;

/// <summary>Addresses and variables of Bitbucket Cloud.</summary>
internal static class BitbucketDialect
{
    public static ForgeDialect Dialect { get; } = new()
    {
        Name = "bitbucket",
        PublicHosts = ["bitbucket.org", "api.bitbucket.org"],
        ApiSuffix = "/2.0",
        Api = _ => "https://api.bitbucket.org/2.0",
        Ci = environment => environment.Get("BITBUCKET_REPO_FULL_NAME") is { } path ? ForgeCi.Of("https://bitbucket.org", null, path) : null,
        Accounts = (environment, _) => Accounts(environment),
        Token = Token,
        Remedy = "Put an access token with the scopes repository:write and pullrequest:write into BITBUCKET_TOKEN, or a user and an API token into BITBUCKET_USERNAME and BITBUCKET_APP_PASSWORD.",
        Headers = [new("Accept", "application/json")],
        Create = (http, repository) => new BitbucketForge(http, repository),
    };

    private static ForgeAccount Token(Secret secret) => new("Authorization", "Bearer ", secret);

    private static IEnumerable<ForgeAccount> Accounts(IEnvironment environment)
    {
        if (environment.Get("BITBUCKET_TOKEN")?.Trim() is { Length: > 0 } token)
        {
            yield return Token(new Secret(token, "BITBUCKET_TOKEN"));
        }

        if (environment.Get("BITBUCKET_USERNAME")?.Trim() is { Length: > 0 } user && environment.Get("BITBUCKET_APP_PASSWORD")?.Trim() is { Length: > 0 } password)
        {
            yield return new ForgeAccount("Authorization", "Basic ", new Secret(password, "BITBUCKET_APP_PASSWORD")) { User = user };
        }
    }
}
