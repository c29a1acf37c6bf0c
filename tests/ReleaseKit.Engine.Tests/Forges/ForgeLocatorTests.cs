using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Forges;

public sealed class ForgeLocatorTests
{
    [Theory]
    [InlineData("git@github.com:acme/widgets.git", ForgeKind.GitHub, "https://github.com/", "acme/widgets", "https://api.github.com/")]
    [InlineData("https://user:secret@github.com/acme/widgets", ForgeKind.GitHub, "https://github.com/", "acme/widgets", "https://api.github.com/")]
    [InlineData("ssh://git@github.example.com:22/acme/widgets.git", ForgeKind.GitHub, "https://github.example.com/", "acme/widgets", "https://github.example.com/api/v3")]
    [InlineData("git@gitlab.com:acme/sub/widgets.git", ForgeKind.GitLab, "https://gitlab.com/", "acme/sub/widgets", "https://gitlab.com/api/v4")]
    [InlineData("https://gitlab.example.com:8443/acme/widgets.git", ForgeKind.GitLab, "https://gitlab.example.com:8443/", "acme/widgets", "https://gitlab.example.com:8443/api/v4")]
    [InlineData("git@bitbucket.org:acme/widgets.git", ForgeKind.Bitbucket, "https://bitbucket.org/", "acme/widgets", "https://api.bitbucket.org/2.0")]
    [InlineData("https://codeberg.org/acme/widgets.git", ForgeKind.Gitea, "https://codeberg.org/", "acme/widgets", "https://codeberg.org/api/v1")]
    public void RemoteTells(string remote, ForgeKind kind, string host, string path, string api) =>
        ShouldBe(Locator().Locate(new ForgeSettings { RemoteUrl = remote }), kind, host, path, api);

    [Theory]
    [InlineData(null)]
    [InlineData("/srv/git/widgets.git")]
    [InlineData("https://git.example.com/acme/widgets")]
    [InlineData("https://github.com/widgets")]
    [InlineData("https://github.com:99999/acme/widgets")]
    public void NothingIsGuessed(string? remote)
    {
        var locator = Locator();
        locator.Locate(new ForgeSettings { RemoteUrl = remote }).ShouldBeNull();
        var found = locator.Find(new ForgeSettings { RemoteUrl = remote });
        found.Forge.ShouldBeNull();
        Coded.Throws(ForgeCodes.Unknown, () => found.Require());
    }

    [Fact]
    public void ConfigurationGoesFirst()
    {
        var configuration = ReleaseConfiguration.Default with { Forge = ForgeKind.GitHub, RepositoryUrl = "https://git.example.com/acme/widgets", ForgeUrl = "https://api.example.com/gh/api/v3/" };
        ShouldBe(
            Locator(("GITHUB_REPOSITORY", "other/one"), ("GITHUB_SERVER_URL", "https://github.com")).Locate(ForgeSettings.Of(configuration, "git@gitlab.com:x/y.git", null)),
            ForgeKind.GitHub, "https://git.example.com/gh", "acme/widgets", "https://api.example.com/gh/api/v3");
    }

    [Fact]
    public void FolderOfTheForgeIsNoPartOfThePath() =>
        ShouldBe(
            Locator(("CI_SERVER_URL", "https://example.com/git"), ("CI_API_V4_URL", "https://example.com/git/api/v4"), ("CI_PROJECT_PATH", "acme/widgets"))
                .Locate(new ForgeSettings { RemoteUrl = "https://gitlab-ci-token:x@example.com/git/acme/widgets.git" }),
            ForgeKind.GitLab, "https://example.com/git", "acme/widgets", "https://example.com/git/api/v4");

    [Theory]
    [InlineData("GITEA_ACTIONS", "GITHUB_")]
    [InlineData("FORGEJO_ACTIONS", "FORGEJO_")]
    public void RunnersOfGiteaAreNotTakenForGitHub(string mark, string prefix)
    {
        var locator = Locator((mark, "true"), (prefix + "SERVER_URL", "https://code.test"), (prefix + "API_URL", "https://code.test/api/v1"), (prefix + "REPOSITORY", "acme/widgets"), ("GITHUB_TOKEN", "0123456789"));
        ShouldBe(locator.Locate(new ForgeSettings()), ForgeKind.Gitea, "https://code.test/", "acme/widgets", "https://code.test/api/v1");
        locator.Find(new ForgeSettings()).Forge.ShouldNotBeNull();
    }

    [Fact]
    public void PipelinesOfBitbucketTell() =>
        ShouldBe(
            Locator(("BITBUCKET_REPO_FULL_NAME", "acme/widgets")).Locate(new ForgeSettings()),
            ForgeKind.Bitbucket, "https://bitbucket.org/", "acme/widgets", "https://api.bitbucket.org/2.0");

    [Fact]
    public void EndOfTheApiIsAdded() =>
        Locator().Locate(new ForgeSettings { Kind = ForgeKind.GitHub, RepositoryUrl = "https://git.example.com/acme/widgets", ForgeUrl = "https://git.example.com" })!
            .Api.ShouldBe(new Uri("https://git.example.com/api/v3"));

    [Theory]
    [InlineData("ftp://x/y")]
    [InlineData("https://user:pass@x/y")]
    [InlineData("https://x/y?z")]
    [InlineData("api")]
    public void ForgeUrlThatIsNoneIsRefused(string url) =>
        Coded.Throws(ForgeCodes.Unknown, () => Locator().Locate(new ForgeSettings { ForgeUrl = url, RemoteUrl = "git@github.com:acme/widgets" }));

    [Fact]
    public void CiTellsWhatARemoteDoesNot() =>
        ShouldBe(
            Locator(("GITHUB_REPOSITORY", "acme/widgets"), ("GITHUB_SERVER_URL", "https://ghe.test"), ("GITHUB_API_URL", "https://ghe.test/api/v3")).Locate(new ForgeSettings { RemoteUrl = "/srv/x.git" }),
            ForgeKind.GitHub, "https://ghe.test/", "acme/widgets", "https://ghe.test/api/v3");

    [Fact]
    public void CiTellsTheKindOfItsHost() =>
        ShouldBe(
            Locator(("GITHUB_SERVER_URL", "https://code.example.com"), ("GITHUB_API_URL", "https://code.example.com/api/v3")).Locate(new ForgeSettings { RemoteUrl = "git@code.example.com:acme/widgets.git" }),
            ForgeKind.GitHub, "https://code.example.com/", "acme/widgets", "https://code.example.com/api/v3");

    [Theory]
    [InlineData("git@github.com:acme/widgets", "GITHUB_TOKEN", true)]
    [InlineData("git@github.com:acme/widgets", "GH_TOKEN", true)]
    [InlineData("git@github.com:acme/widgets", "GH_ENTERPRISE_TOKEN", false)]
    [InlineData("git@github.com:acme/widgets", "GITLAB_TOKEN", false)]
    [InlineData("git@github.example.com:acme/widgets", "GH_ENTERPRISE_TOKEN", true)]
    [InlineData("git@gitlab.com:acme/widgets", "GITLAB_TOKEN", true)]
    [InlineData("git@gitlab.com:acme/widgets", "CI_JOB_TOKEN", true)]
    [InlineData("git@gitlab.com:acme/widgets", "GITHUB_TOKEN", false)]
    [InlineData("git@bitbucket.org:acme/widgets", "BITBUCKET_TOKEN", true)]
    [InlineData("git@bitbucket.org:acme/widgets", "BITBUCKET_APP_PASSWORD", false)]
    [InlineData("git@codeberg.org:acme/widgets", "GITEA_TOKEN", true)]
    [InlineData("git@codeberg.org:acme/widgets", "FORGEJO_TOKEN", true)]
    [InlineData("git@codeberg.org:acme/widgets", "GITHUB_TOKEN", false)]
    public void TokenIsFoundInTheUsualVariables(string remote, string variable, bool found) =>
        (Locator((variable, "0123456789")).Find(new ForgeSettings { RemoteUrl = remote }).Forge is not null).ShouldBe(found);

    [Fact]
    public void UserAndPasswordOfBitbucketAreACredential() =>
        Locator(("BITBUCKET_USERNAME", "ann@example.test"), ("BITBUCKET_APP_PASSWORD", "0123456789")).Find(new ForgeSettings { RemoteUrl = "git@bitbucket.org:acme/widgets" }).Forge.ShouldNotBeNull();

    [Theory]
    [InlineData("hosts:\n  gitlab.com:\n    token: glpat-0123456789\n", true)]
    [InlineData("hosts:\n  gitlab.com:\n    token: 0123456789\n    is_oauth2: \"true\"\n", true)]
    [InlineData("hosts:\n  gitlab.com:\n    api_protocol: https\n", false)]
    public void TokenOfGlabIsFound(string text, bool found)
    {
        using var scratch = new ScratchDirectory();
        scratch.Write("config.yml", text);
        (Locator(("GLAB_CONFIG_DIR", scratch.Path)).Find(new ForgeSettings { RemoteUrl = "git@gitlab.com:acme/widgets" }).Forge is not null).ShouldBe(found);
    }

    [Fact]
    public void MissingTokenIsTold() =>
        Coded.Throws(ForgeCodes.Unauthorized, () => Locator().Find(new ForgeSettings { RemoteUrl = "git@github.com:acme/widgets" }).Require()).Message.ShouldContain("GITHUB_TOKEN");

    [Fact]
    public void NamedVariableAloneCounts()
    {
        var settings = new ForgeSettings { RemoteUrl = "git@github.com:acme/widgets", TokenVariable = "MY_TOKEN" };
        Locator(("GITHUB_TOKEN", "0123456789")).Find(settings).Absence.ShouldContain("MY_TOKEN");
        Locator(("MY_TOKEN", " 0123456789\n")).Find(settings).Forge.ShouldNotBeNull();
    }

    [Fact]
    public void ConfigurationAloneSendsNoTokenElsewhere()
    {
        var settings = new ForgeSettings { Kind = ForgeKind.GitHub, RemoteUrl = "git@github.com:acme/widgets", ForgeUrl = "https://evil.test/api/v3" };
        var found = Locator(("GITHUB_TOKEN", "0123456789")).Find(settings);
        found.Forge.ShouldBeNull();
        found.Absence.ShouldContain("GITHUB_TOKEN is not sent there");
        Locator(("GITHUB_TOKEN", "0123456789")).Find(settings with { TokenVariable = "GITHUB_TOKEN" }).Forge.ShouldNotBeNull();
        Locator(("GITHUB_TOKEN", "0123456789"), ("GITHUB_SERVER_URL", "https://evil.test")).Find(settings).Forge.ShouldNotBeNull();
        Locator(("GH_ENTERPRISE_TOKEN", "0123456789"), ("GH_HOST", "evil.test")).Find(settings).Forge.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("github.com:\n    oauth_token: gho_0123456789\n    user: ann\n", true)]
    [InlineData("github.com:\n    user: ann\n    users:\n        ann:\n            oauth_token: gho_0123456789\n", true)]
    [InlineData("github.com:\n    user: ann\n", false)]
    [InlineData("other.test:\n    oauth_token: gho_0123456789\n", false)]
    [InlineData("- [", false)]
    public void TokenOfGhIsFound(string hosts, bool found)
    {
        using var scratch = new ScratchDirectory();
        scratch.Write("hosts.yml", hosts);
        (Locator(("GH_CONFIG_DIR", scratch.Path)).Find(new ForgeSettings { RemoteUrl = "git@github.com:acme/widgets" }).Forge is not null).ShouldBe(found);
    }

    [Fact]
    public void HostThatGhKnowsIsGitHub()
    {
        using var scratch = new ScratchDirectory();
        scratch.Write(".config/gh/hosts.yml", "code.example.com:\n    oauth_token: gho_0123456789\n");
        Locator(("HOME", scratch.Path)).Find(new ForgeSettings { RemoteUrl = "git@code.example.com:acme/widgets" }).Forge.ShouldNotBeNull().Repository.Kind.ShouldBe(ForgeKind.GitHub);
    }

    private static ForgeLocator Locator(params (string Name, string Value)[] variables) =>
        new(new HttpClient(), new SnapshotEnvironment(variables.ToDictionary(v => v.Name, v => v.Value)), TimeProvider.System);

    private static void ShouldBe(ForgeLocation? location, ForgeKind kind, string host, string path, string api) =>
        location.ShouldBe(new ForgeLocation(new ForgeRepository(kind, new Uri(host), path), new Uri(api)));
}
