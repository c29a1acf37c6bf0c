using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.Effects;

public sealed class EffectTests
{
    [Fact]
    public void AFileIsDescribedByItsDiff() =>
        new WriteFile(RelativePath.Parse("a.txt"), "x\u001b[2J\r\n", "y\r\n").Describe()
            .ShouldBe("diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-x␛[2J\n+y");

    [Fact]
    public void ARemovedFileIsDescribedByItsDiff() =>
        new WriteFile(RelativePath.Parse("a.txt"), "x\n", null).Describe()
            .ShouldBe("diff --git a/a.txt b/a.txt\ndeleted file mode 100644\n--- a/a.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-x");

    [Fact]
    public void ACommitNamesItsSubjectAndFiles() =>
        new Commit("chore: release\n\nbody", [RelativePath.Parse("a"), RelativePath.Parse("b")]).Describe()
            .ShouldBe("commit 2 file(s): chore: release\n  a\n  b");

    [Fact]
    public void AnUploadNeverShowsWhatAnAddressCarries() =>
        new Upload(new PackageId("npm", "x"), "1.0.0", new Uri("https://user:secret@host.example/npm/?token=secret#secret"), ["x-1.0.0.tgz"]).ToString()
            .ShouldBe("upload npm:x 1.0.0 to https://host.example/npm/\n  x-1.0.0.tgz");

    [Fact]
    public void TagsAndPushesNameTheirRefs()
    {
        new CreateTag("x-v1", new string('b', 40), "x 1").Describe().ShouldBe("tag x-v1 at bbbbbbbbbbbb");
        new Push("origin", ["refs/tags/x-v1"]).Describe().ShouldBe("push to origin\n  refs/tags/x-v1");
        new PutRelease("GitHub acme/widgets", "x-v1", "x\n1").Describe().ShouldBe("release x 1 on GitHub acme/widgets for the tag x-v1");
    }
}
