using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class MavenVersionTests
{
    internal static readonly Gen<string> Texts =
        from count in Gen.Choose(1, 4)
        from numbers in Gen.Choose(0, 3).ListOf(count)
        from qualifier in Gen.Elements("", "", "", "-alpha-1", "-beta.2", "-M3", "-rc1", "-RC2", "-SNAPSHOT", ".Final", "-jre", "-sp-1", "-rc.10", "-20")
        select string.Join('.', numbers) + qualifier;

    private static readonly MavenVersionScheme Scheme = new();

    [Fact]
    public void ComparesEveryCaseOfVersSpec()
    {
        var cases = VersSpecCases.Read("maven_version_cmp_test.json");
        cases.Length.ShouldBe(977);
        foreach (var (type, input, expected) in cases)
        {
            var versions = input.GetProperty("versions").EnumerateArray().Select(v => v.GetString()!).ToArray();
            var order = Scheme.Compare(versions[0], versions[1]);
            Math.Sign(Scheme.Compare(versions[1], versions[0])).ShouldBe(-Math.Sign(order));
            if (type == "equality")
            {
                (order == 0).ShouldBe(expected.GetBoolean(), $"{versions[0]} = {versions[1]}");
            }
            else
            {
                type.ShouldBe("comparison");
                var sorted = order <= 0 ? versions : [versions[1], versions[0]];
                sorted.ShouldBe(expected.EnumerateArray().Select(v => v.GetString()!), $"{versions[0]} against {versions[1]}");
                order.ShouldNotBe(0, $"{versions[0]} against {versions[1]}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("${revision}")]
    [InlineData("alpha")]
    [InlineData("-1.0")]
    [InlineData("1.0 ")]
    [InlineData("1.0\n")]
    [InlineData("1/0")]
    [InlineData("[1.0]")]
    [InlineData("1.0,2.0")]
    [InlineData("1.é")]
    public void RefusesWhatARepositoryCannotHold(string text)
    {
        Scheme.IsValid(text).ShouldBeFalse();
        Should.Throw<FormatException>(() => MavenVersion.Parse(text));
    }

    [Theory]
    [InlineData("1.0.0", "1")]
    [InlineData("1.0.0-RC-1", "1-rc-1")]
    [InlineData("1.0.1-a1", "1.0.1-alpha-1")]
    [InlineData("1.0-GA", "1")]
    [InlineData("01.02", "1.2")]
    public void CanonicalFormIsTheShortestEqualOne(string text, string expected)
    {
        var version = MavenVersion.Parse(text);
        version.Canonical.ShouldBe(expected);
        version.ToString().ShouldBe(text);
        version.ShouldBe(MavenVersion.Parse(expected));
        MavenVersion.Parse(text).GetHashCode().ShouldBe(MavenVersion.Parse(expected).GetHashCode());
    }

    [Theory]
    [InlineData("1.2.3", BumpLevel.None, "1.2.3")]
    [InlineData("1.2", BumpLevel.None, "1.2")]
    [InlineData("1", BumpLevel.Patch, "1.0.1")]
    [InlineData("1.2", BumpLevel.Minor, "1.3.0")]
    [InlineData("1.2.3", BumpLevel.Major, "2.0.0")]
    [InlineData("1.2.3.4", BumpLevel.Patch, "1.2.4")]
    [InlineData("1.2.0-SNAPSHOT", BumpLevel.Patch, "1.2.0")]
    [InlineData("1.2.0-SNAPSHOT", BumpLevel.Minor, "1.2.0")]
    [InlineData("1.2.0-SNAPSHOT", BumpLevel.Major, "2.0.0")]
    [InlineData("2.0-rc1", BumpLevel.Major, "2.0.0")]
    [InlineData("1.2.1-beta.4", BumpLevel.Minor, "1.3.0")]
    [InlineData("1.2.3.Final", BumpLevel.Patch, "1.2.4")]
    [InlineData("32.1.3-jre", BumpLevel.Patch, "32.1.4")]
    public void BumpGivesThreeNumbers(string version, BumpLevel level, string expected) => Scheme.Bump(version, level).ShouldBe(expected);

    [Theory]
    [InlineData("1.0-SNAPSHOT", true)]
    [InlineData("1.0-rc-1", true)]
    [InlineData("1.0.Final", false)]
    [InlineData("1.0-jre", false)]
    [InlineData("1.0-sp-1", false)]
    public void PrereleasesComeBeforeTheirRelease(string version, bool expected) => Scheme.IsPrerelease(version).ShouldBe(expected);

    [Theory]
    [InlineData("beta", true)]
    [InlineData("rc", true)]
    [InlineData("milestone", true)]
    [InlineData("next", false)]
    [InlineData("dev", false)]
    [InlineData("post", false)]
    public void OnlyWordsBeforeTheReleaseAreChannels(string channel, bool expected)
    {
        Scheme.HasChannel(channel).ShouldBe(expected);
        (Scheme.Compare($"1.0.0-{channel}.1", "1.0.0") < 0).ShouldBe(expected);
    }

    [Fact]
    public void PrereleasesOfAChannelReadBackAndAreInOrder()
    {
        Scheme.Prerelease("1.2.0", "beta", 3).ShouldBe("1.2.0-beta.3");
        Scheme.ReadPrerelease("1.2.0-beta.3").ShouldBe(new PrereleaseParts("1.2.0", "beta", 3));
        Scheme.ReadPrerelease("1.2.0-SNAPSHOT").ShouldBeNull();
        Scheme.ReadPrerelease("1.2.0-jre.3").ShouldBeNull();
        Scheme.Compare("1.2.0-beta.9", "1.2.0-beta.10").ShouldBeLessThan(0);
        Scheme.Compare("1.2.0-beta.10", "1.2.0-rc.1").ShouldBeLessThan(0);
        Scheme.Snapshot("1.2.0-SNAPSHOT", "-dev.1768416508", "1768416508").ShouldBe("1.2.0-snapshot.1768416508");
        Scheme.Snapshot("1.2.0", "-dev", null).ShouldBeNull();
        Scheme.IsInitialDevelopment("0.1").ShouldBeTrue();
        Scheme.AllowsLeadingZeros.ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.5", "[1.0,2.0)", true)]
    [InlineData("2.0", "[1.0,2.0)", false)]
    [InlineData("2.0", "[1.0,2.0]", true)]
    [InlineData("2.0-rc1", "[1.0,2.0)", true)]
    [InlineData("1.0", "(1.0,2.0)", false)]
    [InlineData("1.0.0", "[1.0]", true)]
    [InlineData("1.0.1", "[1.0]", false)]
    [InlineData("0.9", "(,1.0]", true)]
    [InlineData("9.0", "[1.5,)", true)]
    [InlineData("1.1", "(,1.0],[1.2,)", false)]
    [InlineData("1.2", "(,1.0] , [1.2,)", true)]
    [InlineData("9.0", "1.0", true)]
    [InlineData("9.0", "", true)]
    [InlineData("9.0", "(,)", true)]
    public void SatisfiesByTheBrackets(string version, string range, bool expected) => Scheme.Satisfies(version, range).ShouldBe(expected);

    [Theory]
    [InlineData("[1.0")]
    [InlineData("[1.0,2.0")]
    [InlineData("(1.0)")]
    [InlineData("[2.0,1.0]")]
    [InlineData("[1.0],")]
    [InlineData("[1.0][2.0]")]
    [InlineData("[1.0,2.0,3.0]")]
    [InlineData("[${low},2.0)")]
    [InlineData("${project.version}")]
    [InlineData("LATEST")]
    public void DoesNotUnderstandWhatIsNoRange(string range)
    {
        Scheme.Satisfies("1.0", range).ShouldBeNull();
        Scheme.MoveRange(range, "3.0").ShouldBe(range);
    }

    [Theory]
    [InlineData("1.0", "1.1.0", "1.1.0")]
    [InlineData("[1.0]", "1.1.0", "[1.1.0]")]
    [InlineData("[ 1.0 ]", "1.1.0", "[ 1.1.0 ]")]
    [InlineData("[1.0,2.0)", "1.1.0", "[1.1.0,2.0)")]
    [InlineData("[1.0, 2.0)", "2.1.0", "[2.1.0, 3.0)")]
    [InlineData("[1.0,2)", "2.1.0", "[2.1.0,3)")]
    [InlineData("[1.0,2.0-alpha)", "2.1.0", "[2.1.0,3.0-alpha)")]
    [InlineData("[1.2.0,1.3.0)", "1.3.1", "[1.3.1,1.4.0)")]
    [InlineData("[0.2,0.3)", "0.3.0", "[0.3.0,0.4)")]
    [InlineData("[1.0,2.0)", "2.0.0-rc.1", "[2.0.0-rc.1,3.0)")]
    [InlineData("[1.0,1.2]", "1.3.0", "[1.3.0,1.3.0]")]
    [InlineData("[1.0,)", "1.3.0", "[1.3.0,)")]
    [InlineData("(,2.0)", "2.3.0", "(,3.0)")]
    [InlineData("(,2.0)", "1.3.0", "(,2.0)")]
    [InlineData("(1.0,2.0)", "1.3.0", "[1.3.0,)")]
    [InlineData("[1.0,1.1],[1.2,2.0)", "1.5.0", "[1.0,1.1],[1.2,2.0)")]
    [InlineData("[1.0,2.0),[2.5,3.0)", "3.1.0", "[1.0,2.0),[2.5,3.0),[3.1.0,4.0)")]
    [InlineData("[1.0], [2.0]", "3.0.0", "[1.0], [2.0], [3.0.0]")]
    [InlineData("", "3.0.0", "")]
    public void MovesByTheStyleOfTheRange(string range, string version, string expected) => Scheme.MoveRange(range, version).ShouldBe(expected);

    [Fact]
    public void OrderIsTotalAndTransitive() =>
        Prop.ForAll(Texts.Three().ToArbitrary(), t => OrderLaws.Hold(Scheme.Compare, t.Item1, t.Item2, t.Item3)).ShouldHold(2000);

    [Fact]
    public void EqualVersionsHaveOneCanonicalForm() =>
        Prop.ForAll(Texts.Zip(Texts).ToArbitrary(), t => MavenVersion.Parse(t.Item1).ToString() == t.Item1 &&
            (MavenVersion.Parse(t.Item1) == MavenVersion.Parse(t.Item2)) == (MavenVersion.Parse(t.Item1).Canonical == MavenVersion.Parse(t.Item2).Canonical)).ShouldHold(2000);

    [Fact]
    public void BumpIsAlwaysLargerAndStable() =>
        Prop.ForAll(Texts.Zip(Gen.Elements(BumpLevel.Patch, BumpLevel.Minor, BumpLevel.Major)).ToArbitrary(), t =>
        {
            var bumped = Scheme.Bump(t.Item1, t.Item2);
            return Scheme.Compare(bumped, t.Item1) > 0 && !Scheme.IsPrerelease(bumped);
        }).ShouldHold(1000);

    [Fact]
    public void MovedRangeContainsTheVersionAndMovesNoFurther()
    {
        var bound = Gen.Elements("", "1", "0.2", "1.2", "1.3.0", "2.0.0", "2.0-rc1", "3.0-alpha");
        var interval = Gen.OneOf(
            from open in Gen.Elements("[", "(") from low in bound from high in bound from close in Gen.Elements("]", ")") select $"{open}{low},{high}{close}",
            Gen.Elements("[1.0]", "[2.0.1]"));
        var range = Gen.OneOf(interval, interval, from a in interval from b in interval select $"{a},{b}", Gen.Elements("1.0", "1.2.3"));
        Prop.ForAll(range.Zip(Texts).ToArbitrary(), pair =>
        {
            if (Scheme.Satisfies(pair.Item2, pair.Item1) is null)
            {
                return true;
            }

            var moved = Scheme.MoveRange(pair.Item1, pair.Item2);
            Scheme.Satisfies(pair.Item2, moved).ShouldBe(true, $"{pair.Item1} moved to {pair.Item2} is {moved}");
            Scheme.MoveRange(moved, pair.Item2).ShouldBe(moved);
            return true;
        }).ShouldHold(1000);
    }

    [Fact]
    public void NeverThrowsForArbitraryRanges()
    {
        var noise = Gen.Elements("1", ".", "-", "[", "]", "(", ")", ",", " ", "rc", "${x}", "1.2.3", "é", "\0", "99999999999999999999").ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(noise.ToArbitrary(), range =>
        {
            Scheme.IsValid(range);
            Scheme.Satisfies("1.2.3", range);
            return Scheme.MoveRange(range, "1.2.3") is not null;
        }).ShouldHold(1000);
    }

    [Theory]
    [InlineData("1.2.0-SNAPSHOT", true)]
    [InlineData("4.1.0.Final-snapshot", true)]
    [InlineData("1.2.0-rc.1-SNAPSHOT", false)]
    [InlineData("1.2.0-rc.1", false)]
    [InlineData("1.2.0", false)]
    [InlineData("-SNAPSHOT", false)]
    public void ASnapshotIsWorkOnTheReleaseItNames(string version, bool expected) => new MavenVersionScheme().IsWorkOnStable(version).ShouldBe(expected);
}
