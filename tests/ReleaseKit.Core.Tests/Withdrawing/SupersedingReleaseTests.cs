using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Core.Withdrawing;

namespace ReleaseKit.Core.Tests.Withdrawing;

public sealed class SupersedingReleaseTests
{
    [Theory]
    [InlineData("1.2.0", "1.1.0 1.0.0", "1.2.1")]
    [InlineData("1.2.0", "", "1.2.1")]
    [InlineData("1.2.0", "1.3.0", null)]
    [InlineData("1.2.0", "1.3.0-rc.1", "1.3.0")]
    [InlineData("1.2.0-rc.2", "1.1.0", "1.2.0-rc.3")]
    [InlineData("1.2.0-rc.2", "1.2.0-rc.3", null)]
    [InlineData("1.2.0-rc.2", "1.2.0", null)]
    public void TheNextVersionIsAboveAllThatIsKnown(string withdrawn, string released, string? expected) =>
        SupersedingRelease.Next(new SemanticVersionScheme(), withdrawn, released.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(expected);

    [Fact]
    public void TheCommandCanBePasted() =>
        SupersedingRelease.Command([(new PackageId("npm", "@acme/core"), "1.2.1"), (new PackageId("python", "acme"), "2.0.1")])
            .ShouldBe("dotnet msbuild release.proj -t:Release \"-p:ReleaseAs=npm:@acme/core=1.2.1%3Bpython:acme=2.0.1\"");

    [Fact]
    public void FollowersAreThePinningDependentsThatAreNotReleasedAnyway()
    {
        PackageId a = new("npm", "a"), b = new("npm", "b"), c = new("npm", "c");
        SupersedingRelease.Followers(new Dictionary<PackageId, string> { [a] = "1.0.1", [b] = "1.0.1" }, (_, _) => [c, b, c]).ShouldBe([c]);
    }
}
