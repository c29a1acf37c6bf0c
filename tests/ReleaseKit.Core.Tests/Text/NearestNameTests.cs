using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tests.Text;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("verison", "version")]
    [InlineData("Version", "version")]
    [InlineData("versions", "version")]
    [InlineData("nam", "name")]
    [InlineData("eco-system", "ecosystem")]
    [InlineData("", null)]
    [InlineData("group", null)]
    [InlineData("n", null)]
    public void FindsWhatWasMeant(string name, string? expected) =>
        NearestName.Find(name, ["version", "name", "label", "ecosystem"]).ShouldBe(expected);

    [Fact]
    public void TheFirstInOrdinalOrderWinsATie() => NearestName.Find("cat", ["car", "bat"]).ShouldBe("bat");

    [Fact]
    public void TheQuestionIsEmptyWhenNothingIsNear()
    {
        NearestName.Question("nmae", ["name"]).ShouldBe(" Did you mean 'name'?");
        NearestName.Question("xyz", ["name"]).ShouldBeEmpty();
    }
}
