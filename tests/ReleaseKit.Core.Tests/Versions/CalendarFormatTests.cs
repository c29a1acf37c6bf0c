using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;
using ReleaseKit.Core.Versions.Calendar;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class CalendarFormatTests
{
    private static readonly string[] Counting =
        ["YYYY.MICRO", "YYYY.MM.MICRO", "YY.MM.MICRO", "YYYY.0M.MICRO", "0Y.0M.MICRO", "YYYY.WW.MICRO", "YY.0W.MICRO", "YYYY.MM.DD.MICRO", "YYYY.0M.0D.MICRO"];

    [Theory]
    [InlineData("YYYY.MM.MICRO", null, "2026-01-31", "2026.1.0")]
    [InlineData("YYYY.MM.MICRO", "2026.1.0", "2026-01-31", "2026.1.1")]
    [InlineData("YYYY.MM.MICRO", "2026.1.9", "2026-02-01", "2026.2.0")]
    [InlineData("YYYY.MM.MICRO", "2025.12.3", "2026-01-31", "2026.1.0")]
    [InlineData("YYYY.MM.MICRO", "1.4.2", "2026-01-31", "2026.1.0")]
    [InlineData("YYYY.MM.MICRO", "1.4", "2026-01-31", "2026.1.0")]
    [InlineData("YYYY.MM.MICRO", "2026.2.3", "2026-01-31", "2026.2.4")]
    [InlineData("YYYY.0M.0D", "2026.01.30", "2026-01-31", "2026.01.31")]
    [InlineData("YYYY.0M.0D", "2026.01.31", "2026-01-31", null)]
    [InlineData("YYYY.MM.DD", "2026.2.1", "2026-01-31", null)]
    [InlineData("YY.MM.MICRO", null, "2026-01-31", "26.1.0")]
    [InlineData("0Y.0M.MICRO", null, "2006-01-31", "06.01.0")]
    [InlineData("YY.MM.MICRO", null, "2106-01-31", "106.1.0")]
    [InlineData("YYYY.WW.MICRO", null, "2027-01-01", "2026.53.0")]
    [InlineData("YYYY.0W.MICRO", "2026.53.0", "2027-01-04", "2027.01.0")]
    [InlineData("YYYY.MICRO", "2026.99", "2026-12-31", "2026.100")]
    public void TheNextVersionComesFromTheDate(string format, string? current, string date, string? expected) =>
        Format(format).Next(current, DateOnly.Parse(date)).ShouldBe(expected);

    [Theory]
    [InlineData("", "no part")]
    [InlineData("YYYY.M", "no part")]
    [InlineData("YYYY.MCRO", "Did you mean 'MICRO'?")]
    [InlineData("MM.YYYY", "begins with the year")]
    [InlineData("MICRO", "begins with the year")]
    [InlineData("YYYY.MICRO.MM", "smaller")]
    [InlineData("YYYY.YY", "smaller")]
    [InlineData("YYYY.MICRO.MICRO", "smaller")]
    [InlineData("YYYY.WW.DD", "week")]
    [InlineData("YYYY.MM.WW", "week")]
    [InlineData("YYYY.DD", "month")]
    [InlineData("YYYY-MM", "no part")]
    public void OtherTextsAreNoFormats(string text, string hint)
    {
        CalendarFormat.Problem(text).ShouldNotBeNull().ShouldContain(hint);
        CalendarFormat.TryParse(text, out _).ShouldBeFalse();
        Versioning.TryParse("calver:" + text, out _).ShouldBeFalse();
    }

    [Fact]
    public void VersioningIsByChangesOrByACalendar()
    {
        Versioning.TryParse("semver", out var semantic).ShouldBeTrue();
        semantic.ShouldBe(Versioning.Semantic);
        Versioning.TryParse("calver:YYYY.0M.MICRO", out var calendar).ShouldBeTrue();
        calendar.ToString().ShouldBe("calver:YYYY.0M.MICRO");
        calendar.Calendar!.IsPadded.ShouldBeTrue();
        Versioning.TryParse("calendar", out _).ShouldBeFalse();
        Versioning.Problem("calendar").ShouldNotBeNull().ShouldContain("calver:");
    }

    [Fact]
    public void VersionsAlwaysGrowWhateverTheDates()
    {
        var dates = Gen.Choose(0, 800).Select(days => new DateOnly(2025, 11, 1).AddDays(days));
        var cases = from format in Gen.Elements(Counting) from days in dates.ListOf(12) select (format, days);
        var scheme = new Pep440VersionScheme();
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            string? current = null;
            foreach (var day in c.days)
            {
                var next = Format(c.format).Next(current, day)!;
                if (!scheme.IsValid(next) || (current is not null && scheme.Compare(next, current) <= 0))
                {
                    return false;
                }

                current = next;
            }

            return true;
        }).ShouldHold();
    }

    [Fact]
    public void ANewPeriodBeginsWithNumberZero()
    {
        var cases = from format in Gen.Elements(Counting) from micro in Gen.Choose(0, 50) from day in Gen.Choose(0, 700) select (format, micro, day);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (format, day) = (Format(c.format), new DateOnly(2026, 3, 1).AddDays(c.day));
            var first = format.Next(null, day)!;
            var stem = first[..^1];
            var later = format.Next(stem + c.micro, day.AddYears(2));
            return format.Next(stem + c.micro, day) == stem + (c.micro + 1) && later == format.Next(null, day.AddYears(2));
        }).ShouldHold();
    }

    [Theory]
    [InlineData("YYYY.MM.MICRO", true)]
    [InlineData("YY.MM.DD", true)]
    [InlineData("YYYY.MICRO", false)]
    [InlineData("YYYY.0M.MICRO", false)]
    public void ASampleTellsWhetherAnEcosystemAcceptsTheForm(string format, bool semver)
    {
        new SemanticVersionScheme().IsValid(Format(format).Sample()).ShouldBe(semver);
        new Pep440VersionScheme().IsValid(Format(format).Sample()).ShouldBeTrue();
    }

    private static CalendarFormat Format(string text) => CalendarFormat.TryParse(text, out var format) ? format : throw new ArgumentException(CalendarFormat.Problem(text));
}
