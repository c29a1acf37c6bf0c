using ReleaseKit.Core.Forges;

namespace ReleaseKit.Core.Tests.Forges;

public sealed class RepositoryLinksTests
{
    [Theory]
    [InlineData("https://github.com/acme/things", "https://github.com/acme/things")]
    [InlineData("https://github.com/acme/things.git/", "https://github.com/acme/things.git")]
    [InlineData("https://github.com/acme/things.git", "https://github.com/acme/things")]
    [InlineData("https://user:s3cret@GitHub.com/acme/things.git", "https://github.com/acme/things")]
    [InlineData("https://x@y:z@github.com/acme/things", "https://github.com/acme/things")]
    [InlineData("git@github.com:acme/things.git", "https://github.com/acme/things")]
    [InlineData("github.com:acme/things.git", "https://github.com/acme/things")]
    [InlineData("ssh://git@github.com:22/acme/things.git", "https://github.com/acme/things")]
    [InlineData("git+ssh://git@github.com/acme/things.git", "https://github.com/acme/things")]
    [InlineData("http://github.example.org:8080/acme/things", "http://github.example.org:8080/acme/things")]
    public void EveryFormOfAnAddressIsRead(string url, string home) =>
        RepositoryLinks.Of(url).Commit("c0ffee").ShouldBe($"{(home.EndsWith(".git", StringComparison.Ordinal) ? home[..^4] : home)}/commit/c0ffee");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/srv/git/things.git")]
    [InlineData("file:///srv/git/things.git")]
    [InlineData("C:/git/things")]
    [InlineData("../things")]
    [InlineData("https://git.example.org/acme/things")]
    [InlineData("https://github.com/")]
    [InlineData("https://github.com/acme/../things")]
    [InlineData("https://github.com/acme/things)[x](y")]
    [InlineData("https://github.com/acme/things?token=s3cret")]
    [InlineData("https://notgithub.com/acme/things")]
    public void WhereTheForgeIsUnknownNothingIsLinked(string? url)
    {
        var links = RepositoryLinks.Of(url);
        (links.Commit("c0ffee"), links.Reference("1"), links.Compare("a", "b")).ShouldBe((null, null, null));
    }

    [Theory]
    [InlineData("https://github.com/a/b", null, "commit/c", "issues/1", "compare/v1...v2")]
    [InlineData("https://gitlab.com/a/sub/b", null, "-/commit/c", "-/issues/1", "-/compare/v1...v2")]
    [InlineData("https://gitlab.example.org/a/b", null, "-/commit/c", "-/issues/1", "-/compare/v1...v2")]
    [InlineData("https://bitbucket.org/a/b", null, "commits/c", "pull-requests/1", "branches/compare/v2%0Dv1")]
    [InlineData("https://codeberg.org/a/b", null, "commit/c", "issues/1", "compare/v1...v2")]
    [InlineData("https://git.example.org/a/b", ForgeKind.Gitea, "commit/c", "issues/1", "compare/v1...v2")]
    [InlineData("https://github.example.org/a/b", ForgeKind.GitLab, "-/commit/c", "-/issues/1", "-/compare/v1...v2")]
    public void EveryForgeHasItsOwnShape(string url, ForgeKind? forge, string commit, string reference, string compare)
    {
        var links = RepositoryLinks.Of(url, forge);
        (links.Commit("c"), links.Reference("1"), links.Compare("v1", "v2")).ShouldBe(($"{url}/{commit}", $"{url}/{reference}", $"{url}/{compare}"));
    }

    [Fact]
    public void TagsCannotLeaveTheLink() =>
        RepositoryLinks.Of("https://github.com/a/b").Compare("@acme/core@1.0.0", "x)(y<z #").ShouldBe("https://github.com/a/b/compare/@acme/core@1.0.0...x%29%28y%3Cz%20%23");

    [Theory]
    [InlineData("https://github.com/a/b", "blob/%23v1/x/c.md", "tree/%23v1")]
    [InlineData("https://gitlab.com/a/b", "-/blob/%23v1/x/c.md", "-/tree/%23v1")]
    [InlineData("https://bitbucket.org/a/b", "src/%23v1/x/c.md", "src/%23v1")]
    [InlineData("https://codeberg.org/a/b", "src/tag/%23v1/x/c.md", "src/tag/%23v1")]
    public void FilesAreShownAsATagHasThem(string url, string file, string all)
    {
        var links = RepositoryLinks.Of(url);
        (links.At("#v1", "x/c.md"), links.At("#v1")).ShouldBe(($"{url}/{file}", $"{url}/{all}"));
        RepositoryLinks.None.At("v1").ShouldBeNull();
    }
}
