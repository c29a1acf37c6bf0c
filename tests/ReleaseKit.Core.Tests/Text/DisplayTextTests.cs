using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tests.Text;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("plain – ünï 🚀", "plain – ünï 🚀")]
    [InlineData("\u001b[31mred\u0007", "␛[31mred␇")]
    [InlineData("one\ntwo\tthree\r\nfour", "one two three four")]
    [InlineData("over\rwrite", "over␍write")]
    [InlineData("\u202Eevil\u2066\uFEFF", "\uFFFDevil\uFFFD\uFFFD")]
    [InlineData("\u009b31m\u2028\u007f", "\uFFFD31m\uFFFD␡")]
    public void NothingThatSteersATerminalSurvives(string text, string shown) => DisplayText.Line(text).ShouldBe(shown);

    [Fact]
    public void LoneSurrogatesAreReplaced() => DisplayText.Line("a\uD800b" + "\uDC00").ShouldBe("a\uFFFDb\uFFFD");

    [Fact]
    public void InvisibleTagCharactersAreReplaced() => DisplayText.Line("a\U000E0041b").ShouldBe("a\uFFFDb");

    [Fact]
    public void SeveralLinesKeepTheirBreaks() => DisplayText.Lines("a\r\n\tb\u001b\n").ShouldBe("a\n\tb␛\n");

    [Fact]
    public void WordsWithoutEndAreCutAndSaidToBe()
    {
        DisplayText.CutLongWords($"'{new string('a', 20_000)}' is no name. {new string('b', 500)}")
            .ShouldBe($"'{new string('a', 99)}… (19902 more characters) is no name. {new string('b', 500)}");
        DisplayText.CutLongWords(new string(' ', 600)).Length.ShouldBeLessThan(200);
        DisplayText.CutLongWords(string.Concat(Enumerable.Repeat("\U0001F600", 600))).ShouldStartWith(string.Concat(Enumerable.Repeat("\U0001F600", 50)) + "…");
        DisplayText.CutLongWords("a" + string.Concat(Enumerable.Repeat("\U0001F600", 600))).ShouldStartWith("a" + string.Concat(Enumerable.Repeat("\U0001F600", 49)) + "…");
    }
}
