using System.Collections.Immutable;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.PullRequests;

public sealed class ReleasePleaseMergeTests
{
    [Fact]
    public void APullRequestOfSeveralPackagesTagsEachOfThem()
    {
        var settings = Settings(
            new ReleasePleasePackage(".", "tools") { ComponentInTag = false }, new ReleasePleasePackage("packages/label-utils", "@google-automations/label-utils"),
            new ReleasePleasePackage("packages/unchanged", "unchanged"));

        Tags("chore: release main", "release-please--branches--main", "mixed-componentless-manifest.txt", settings)
            .ShouldBe(["v3.2.0 .", "@google-automations/label-utils-v1.1.0 packages/label-utils"]);
    }

    [Fact]
    public void ThePullRequestOfAComponentTagsThatOne() =>
        Tags("chore(main): release chat 3.2.7", "release-please--branches--main--components--chat", "single.txt",
            Settings(new ReleasePleasePackage("packages/chat", "chat") { Separator = "@", VersionPrefix = false }, new ReleasePleasePackage("packages/other", "other")))
            .ShouldBe(["chat@3.2.7 packages/chat"]);

    [Fact]
    public void ThePullRequestOfTheOnlyPackageNamesNoComponent() =>
        Tags("chore(main): release 3.2.7", "release-please--branches--main", "single.txt", Settings(new ReleasePleasePackage(".", ""))).ShouldBe(["v3.2.7 ."]);

    [Fact]
    public void AVersionThatIsNoTagTagsNothing()
    {
        var request = Request("chore(main): release 1.0.0 --force", "release-please--branches--main", ":robot:\n---\n\n## 1.0.0 x\n\n---\nfooter");

        ReleasePleaseMerge.Tags(request, Settings(new ReleasePleasePackage(".", ""))).ShouldBeEmpty();
    }

    [Fact]
    public void OtherPullRequestsAreNone()
    {
        ReleasePleaseMerge.IsOne(Request("feat: x", "feature", "text\n---\ntext")).ShouldBeFalse();
        ReleasePleaseMerge.IsOne(Request("feat: x", "release-please--branches--main", "text")).ShouldBeFalse();
        ReleasePleaseMerge.IsOne(Request("chore: release 1.0.0", "release-please--branches--main", Text("single.txt"))).ShouldBeTrue();
        ReleasePleaseMerge.Tags(Request("feat: x", "feature", Text("single.txt")), Settings(new ReleasePleasePackage(".", ""))).ShouldBeEmpty();
    }

    private static IEnumerable<string> Tags(string title, string branch, string file, ReleasePleaseSettings settings) =>
        ReleasePleaseMerge.Tags(Request(title, branch, Text(file)), settings).Select(t => $"{t.Tag} {t.Path}");

    private static ReleasePleaseSettings Settings(params ImmutableArray<ReleasePleasePackage> packages) => new(packages);

    private static PullRequest Request(string title, string branch, string body) => new()
    {
        Number = 1, Url = "https://example.org/1", Title = title, Body = body, Head = branch, HeadCommit = new string('a', 40), Base = "main", State = PullRequestState.Merged,
    };

    private static string Text(string file) => File.ReadAllText(TestAssets.PathOf("conformance", "release-please", "pull-request-bodies", file));
}
