using ReleaseKit.Core.PullRequests;

namespace ReleaseKit.Core.Tests.PullRequests;

public sealed class ReleasePleaseNameTests
{
    [Theory]
    [InlineData("chore: release 1.2.3", null, null, "1.2.3")]
    [InlineData("chore(main): release 1.2.3", null, "main", "1.2.3")]
    [InlineData("chore(main): release storage v1.2.3-beta.1", "storage", "main", "1.2.3-beta.1")]
    [InlineData("chore(hotfix/v3.1.0-bug): release @scope/pkg-name 1.2.3", "@scope/pkg-name", "hotfix/v3.1.0-bug", "1.2.3")]
    public void ReadsTitlesOfOnePackage(string title, string? component, string? branch, string version) =>
        ReleasePleaseTitle.Parse(title).ShouldBe(new ReleasePleaseTitle(component, branch, version));

    [Theory]
    [InlineData("feat: release the kraken")]
    [InlineData("chore(main) release 1.2.3")]
    [InlineData("chore: release main")]
    public void OtherTitlesAreNone(string title) => ReleasePleaseTitle.Parse(title).ShouldBeNull();

    [Fact]
    public void ReadsTitlesOfOtherPatterns()
    {
        ReleasePleaseTitle.Parse("chore: release main", ReleasePleaseTitle.DefaultGroupPattern).ShouldBe(new ReleasePleaseTitle(null, "main", null));
        ReleasePleaseTitle.Parse("[HOTFIX] - chore(main): release storage 1.2.3", "[HOTFIX] - chore${scope}: release${component} ${version}")
            .ShouldBe(new ReleasePleaseTitle("storage", "main", "1.2.3"));
        ReleasePleaseTitle.Parse("release(storage)=1.2.3", "release(${component})=${version}", componentNoSpace: true).ShouldBe(new ReleasePleaseTitle("storage", null, "1.2.3"));
        ReleasePleaseTitle.Parse("release xyz 1.2.3", "release (a+)+ ${version}").ShouldBeNull();
    }

    [Theory]
    [InlineData("release-please--branches--main", "main", null, null, null)]
    [InlineData("release-please--branches--hotfix/v3.1.0-bug", "hotfix/v3.1.0-bug", null, null, null)]
    [InlineData("release-please--branches--main--components--storage", "main", "storage", null, null)]
    [InlineData("release-please--branches--main--groups--linked-libs", "main", null, null, "linked-libs")]
    [InlineData("release-please/branches/main", "main", null, null, null)]
    [InlineData("release-please/branches/main/components/storage/v1", "main", "storage/v1", null, null)]
    [InlineData("release-v1.2.3", null, null, "1.2.3", null)]
    [InlineData("release-storage-v1.2.3", null, "storage", "1.2.3", null)]
    public void ReadsNamesOfBranches(string name, string? branch, string? component, string? version, string? group) =>
        ReleasePleaseBranch.Parse(name).ShouldBe(new ReleasePleaseBranch(branch, component, version) { Group = group });

    [Theory]
    [InlineData("main")]
    [InlineData("releasekit/release/main")]
    [InlineData("release-please")]
    public void OtherBranchesAreNone(string name) => ReleasePleaseBranch.Parse(name).ShouldBeNull();

    [Theory]
    [InlineData(true, true, "-", "storage-v1.2.3")]
    [InlineData(true, false, "@", "storage@1.2.3")]
    [InlineData(true, true, "/", "storage/v1.2.3")]
    [InlineData(false, true, "-", "v1.2.3")]
    [InlineData(false, false, "-", "1.2.3")]
    public void WritesTags(bool component, bool version, string separator, string tag) =>
        new ReleasePleasePackage("packages/storage", "storage") { ComponentInTag = component, VersionPrefix = version, Separator = separator }.Tag("1.2.3").ShouldBe(tag);
}
