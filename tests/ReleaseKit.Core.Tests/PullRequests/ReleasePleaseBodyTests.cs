using ReleaseKit.Core.PullRequests;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.PullRequests;

/// <summary>The descriptions that release-please keeps as its own test data.</summary>
public sealed class ReleasePleaseBodyTests
{
    [Theory]
    [InlineData("grouped.txt", "= 1.0.1 | chat = 1.0.1")]
    [InlineData("initial-version.txt", "= 0.1.0")]
    [InlineData("mixed-componentless-manifest.txt", "= 3.2.0 | @google-automations/label-utils = 1.1.0")]
    [InlineData("multiple.txt", "@google-automations/bot-config-utils = 3.2.0 | @google-automations/label-utils = 1.1.0 | @google-automations/object-selector = 1.1.0 | @google-automations/datastore-lock = 2.1.0")]
    [InlineData("multiple-with-root.txt", "= 3.3.0 | @google-automations/bot-config-utils = 3.2.0 | @google-automations/label-utils = 1.1.0 | @google-automations/object-selector = 1.1.0 | @google-automations/datastore-lock = 2.1.0")]
    [InlineData("single.txt", "= 3.2.7")]
    [InlineData("single-prerelease.txt", "= 3.2.7-pre.0")]
    [InlineData("single-manifest.txt", "@google-cloud/release-brancher = 1.3.1")]
    [InlineData("single-manifest-pre-major.txt", "@google-cloud/release-brancher = 0.2.0")]
    [InlineData("single-manifest-prerelease.txt", "@google-cloud/release-brancher = 1.3.1-beta1")]
    public void ReadsTheReleasesOfABody(string file, string releases)
    {
        var body = ReleasePleaseBody.Parse(Text(file)).ShouldNotBeNull();

        string.Join(" | ", body.Releases.Select(r => $"{r.Component} = {r.Version}".Trim())).ShouldBe(releases);
        body.NotesUrl.ShouldBeNull();
    }

    [Fact]
    public void ReadsTheLongBodyOfAnOldRelease()
    {
        var releases = ReleasePleaseBody.Parse(Text("legacy-php-yoshi.txt"))!.Releases;

        releases.Length.ShouldBe(109);
        releases[0].ShouldSatisfyAllConditions(r => r.Component.ShouldBe("google/cloud-access-approval"), r => r.Version.ShouldBe("0.3.0"), r => r.Notes.ShouldStartWith("### Features"));
        releases.ShouldContain(r => r.Component == "google/analytics-admin" && r.Version == "0.4.2" && r.Notes.Length == 0);
    }

    [Fact]
    public void SaysWhereNotesAreThatWereTooLong()
    {
        var body = ReleasePleaseBody.Parse(Text("overflow.txt")).ShouldNotBeNull();

        body.Releases.ShouldBeEmpty();
        body.NotesUrl.ShouldBe("https://github.com/test-owner/test-repo/blob/my-head-branch--release-notes/release-notes.md");
    }

    [Fact]
    public void AFoldInsideNotesIsNoRelease()
    {
        var body = ReleasePleaseBody.Parse("head\r\n---\r\n\r\n<details><summary>a: 1.0.0</summary>\r\n\r\n* x <details><summary>b: 9.9.9</summary>y</details>\r\n</details>\r\n\r\n---\r\nfoot").ShouldNotBeNull();

        body.Releases.ShouldHaveSingleItem().ShouldBe(new ReleasePleaseRelease("a", "1.0.0", "* x <details><summary>b: 9.9.9</summary>y</details>"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A description of something else.")]
    public void AnotherDescriptionIsNone(string body) => ReleasePleaseBody.Parse(body).ShouldBeNull();

    private static string Text(string file) => File.ReadAllText(TestAssets.PathOf("conformance", "release-please", "pull-request-bodies", file));
}
