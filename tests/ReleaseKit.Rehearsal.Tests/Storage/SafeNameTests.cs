using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Tests.Storage;

public sealed class SafeNameTests
{
    [Theory]
    [InlineData("acme-core", "acme-core")]
    [InlineData("@acme/core", "@acme%2fcore")]
    [InlineData("Acme", "%41cme")]
    [InlineData("..", "%2e%2e")]
    [InlineData(".hidden", "%2ehidden")]
    [InlineData("con", "%63on")]
    [InlineData("nul.txt", "%6eul.txt")]
    [InlineData("a\\b:c", "a%5cb%3ac")]
    [InlineData("100%", "100%25")]
    public void NameBecomesOneHarmlessSegment(string name, string encoded) => SafeName.Encode(name).ShouldBe(encoded);

    [Fact]
    public void DifferentNamesNeverShareAPlace()
    {
        string[] names = ["a", "A", "%41", "a.", "a%2e", ".a", "%2ea", "a/b", "a%2fb", "con", "%63on", "é", "e"];
        names.Select(SafeName.Encode).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(names.Length);
        names.Select(SafeName.Encode).ShouldAllBe(encoded => Path.GetFileName(encoded) == encoded && !encoded.EndsWith('.'));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a..b")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\uFFFDb")]
    public void NamesThatCouldMeanAPathAreObjectedTo(string name) => SafeName.Objection(name).ShouldNotBeNull();

    [Fact]
    public void OverlongNamesAreObjectedTo()
    {
        SafeName.Objection(new string('a', 240)).ShouldBeNull();
        SafeName.Objection(new string('a', 241)).ShouldNotBeNull();
        Should.Throw<ArgumentException>(() => SafeName.Encode(new string('A', 100)));
    }
}
