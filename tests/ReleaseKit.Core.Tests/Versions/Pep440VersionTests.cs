using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class Pep440VersionTests
{
    internal static readonly Gen<string> Texts =
        from epoch in Gen.Elements("", "", "", "1!")
        from count in Gen.Choose(1, 4)
        from release in Gen.Choose(0, 3).ListOf(count)
        from pre in Gen.Elements("", "", "a0", "b2", "rc1")
        from post in Gen.Elements("", "", "", ".post0", ".post2")
        from dev in Gen.Elements("", "", "", ".dev0", ".dev3")
        from local in Gen.Elements("", "", "", "+1", "+ab.2")
        select epoch + string.Join('.', release) + pre + post + dev + local;

    private static readonly Pep440VersionScheme Scheme = new();
    private static readonly JsonElement Cases = JsonDocument
        .Parse(File.ReadAllBytes(TestAssets.PathOf("conformance", "pep440", "versions.json"))).RootElement;

    [Fact]
    public void OrdersLikePackaging()
    {
        var ordered = Cases.GetProperty("ordered").EnumerateArray().Select(e => Pep440Version.Parse(e.GetString()!)).ToArray();
        ordered.Length.ShouldBe(92);
        for (var i = 0; i < ordered.Length; i++)
        {
            for (var j = 0; j < ordered.Length; j++)
            {
                Math.Sign(ordered[i].CompareTo(ordered[j])).ShouldBe(Math.Sign(i - j), $"{ordered[i]} against {ordered[j]}");
            }
        }
    }

    [Fact]
    public void RefusesWhatPackagingRefuses()
    {
        Cases.GetProperty("invalid").GetArrayLength().ShouldBe(20);
        foreach (var text in Cases.GetProperty("invalid").EnumerateArray().Select(e => e.GetString()!))
        {
            Scheme.IsValid(text).ShouldBeFalse(text);
            Should.Throw<FormatException>(() => Pep440Version.Parse(text));
        }
    }

    [Fact]
    public void NormalisesLikePackaging()
    {
        Cases.GetProperty("normalized").GetArrayLength().ShouldBe(102);
        foreach (var pair in Cases.GetProperty("normalized").EnumerateArray())
        {
            Pep440Version.Parse(pair[0].GetString()!).ToString().ShouldBe(pair[1].GetString(), pair[0].GetString());
        }
    }

    [Theory]
    [InlineData("1.2.3", BumpLevel.None, "1.2.3")]
    [InlineData("v1.2", BumpLevel.None, "v1.2")]
    [InlineData("1", BumpLevel.Patch, "1.0.1")]
    [InlineData("1.2", BumpLevel.Minor, "1.3.0")]
    [InlineData("1.2.3", BumpLevel.Major, "2.0.0")]
    [InlineData("1.2.3.4", BumpLevel.Patch, "1.2.4")]
    [InlineData("1!1.2.3", BumpLevel.Minor, "1!1.3.0")]
    [InlineData("1.2.0rc1", BumpLevel.Patch, "1.2.0")]
    [InlineData("1.2.0rc1", BumpLevel.Minor, "1.2.0")]
    [InlineData("1.2.0rc1", BumpLevel.Major, "2.0.0")]
    [InlineData("2.0rc1", BumpLevel.Major, "2.0.0")]
    [InlineData("1.2.1.dev4", BumpLevel.Patch, "1.2.1")]
    [InlineData("1.2.1.dev4", BumpLevel.Minor, "1.3.0")]
    [InlineData("1.2.3.4rc1", BumpLevel.Patch, "1.2.4")]
    [InlineData("1.2.3.post1", BumpLevel.Patch, "1.2.4")]
    [InlineData("1.2.3.post1.dev2", BumpLevel.Patch, "1.2.4")]
    [InlineData("1.2.3+local", BumpLevel.Patch, "1.2.4")]
    public void BumpGivesThreeNumbers(string version, BumpLevel level, string expected) => Scheme.Bump(version, level).ShouldBe(expected);

    [Theory]
    [InlineData("0.9", true)]
    [InlineData("1!0.1", true)]
    [InlineData("1.0rc1", false)]
    public void InitialDevelopmentIsAFirstNumberOfZero(string version, bool expected) => Scheme.IsInitialDevelopment(version).ShouldBe(expected);

    [Theory]
    [InlineData("1.0.dev0", true)]
    [InlineData("1.0a1", true)]
    [InlineData("1.0.post1", false)]
    [InlineData("1.0+local", false)]
    public void PrereleasesAreThoseOfTheSpecification(string version, bool expected) => Scheme.IsPrerelease(version).ShouldBe(expected);

    [Fact]
    public void EqualityIsThatOfTheNormalForm()
    {
        Pep440Version.Parse("1.0-ALPHA.1").ShouldBe(Pep440Version.Parse("1.0a1"));
        Pep440Version.Parse("1.0").ShouldNotBe(Pep440Version.Parse("1.0.0"));
        Scheme.Compare("1.0", "1.0.0").ShouldBe(0);
    }

    [Fact]
    public void OrderIsTotalAndTransitive() =>
        Prop.ForAll(Texts.Three().ToArbitrary(), t => OrderLaws.Hold(Scheme.Compare, t.Item1, t.Item2, t.Item3)).ShouldHold();

    [Fact]
    public void FormatIsTheInverseOfParse() =>
        Prop.ForAll(Texts.ToArbitrary(), text => Pep440Version.Parse(text).ToString() == text).ShouldHold();

    [Fact]
    public void BumpIsAlwaysLargerAndStable() =>
        Prop.ForAll(Texts.Zip(Gen.Elements(BumpLevel.Patch, BumpLevel.Minor, BumpLevel.Major)).ToArbitrary(), t =>
        {
            var bumped = Scheme.Bump(t.Item1, t.Item2);
            return Scheme.Compare(bumped, t.Item1) > 0 && !Scheme.IsPrerelease(bumped);
        }).ShouldHold(1000);

    [Fact]
    public void NeverThrowsForArbitraryText() =>
        Prop.ForAll<string>(text => !Pep440Version.TryParse(text, out var version) || Pep440Version.Parse(version.ToString()) == version).ShouldHold(1000);
}
