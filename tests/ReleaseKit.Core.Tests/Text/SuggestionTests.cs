using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tests.Text;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("synchronise", "synchronize")]
    [InlineData("tag-format", "tag_format")]
    [InlineData("PIN", "pin")]
    [InlineData("pni", "pin")]
    [InlineData("colour", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    public void TheNearestNameIsFoundWhenItIsNear(string name, string? nearest) =>
        Suggestion.Nearest(name, ["synchronize", "tag_format", "pin", "exclude"]).ShouldBe(nearest);
}
