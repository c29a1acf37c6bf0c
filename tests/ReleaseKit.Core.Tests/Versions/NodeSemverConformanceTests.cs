using System.Text.Json;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

/// <summary>Every case of node-semver's fixtures. The counts make sure that none is left out.</summary>
public sealed class NodeSemverConformanceTests
{
    [Fact]
    public void IncludesWhatNodeSemverIncludes()
    {
        var cases = Cases("range-include.json", 125);
        foreach (var c in cases)
        {
            var options = NodeSemverCases.Options(c, 2);
            NodeSemverCases.Range(c[0], options).ShouldNotBeNull().Contains(NodeSemverCases.Version(c[1], options)!).ShouldBeTrue(Text(c));
        }
    }

    [Fact]
    public void ExcludesWhatNodeSemverExcludes()
    {
        foreach (var c in Cases("range-exclude.json", 98))
        {
            var options = NodeSemverCases.Options(c, 2);
            var accepted = NodeSemverCases.Version(c[1], options) is { } version && NodeSemverCases.Range(c[0], options)?.Contains(version) == true;
            accepted.ShouldBeFalse(Text(c));
        }
    }

    [Fact]
    public void ExpandsRangesLikeNodeSemver()
    {
        foreach (var c in Cases("range-parse.json", 133))
        {
            NodeSemverCases.Range(c[0], NodeSemverCases.Options(c, 2))?.ToString().ShouldBe(c[1].GetString(), Text(c));
            (NodeSemverCases.Range(c[0], NodeSemverCases.Options(c, 2)) is null).ShouldBe(c[1].ValueKind == JsonValueKind.Null, Text(c));
        }
    }

    [Fact]
    public void PrintedRangesReadBack()
    {
        foreach (var c in Cases("range-parse.json", 133).Where(c => c[1].ValueKind == JsonValueKind.String))
        {
            SemanticRange.TryParse(c[1].GetString(), SemanticOptions.None, out var range).ShouldBeTrue(Text(c));
            range!.ToString().ShouldBe(c[1].GetString());
        }
    }

    [Fact]
    public void VersionsAboveARangeAreThoseOfNodeSemver()
    {
        foreach (var c in Cases("version-gt-range.json", 56))
        {
            var options = NodeSemverCases.Options(c, 2);
            var (range, version) = (NodeSemverCases.Range(c[0], options)!, NodeSemverCases.Version(c[1], options)!);
            range.IsBelow(version).ShouldBeTrue(Text(c));
        }
    }

    [Fact]
    public void VersionsBelowARangeAreThoseOfNodeSemver()
    {
        foreach (var c in Cases("version-lt-range.json", 58))
        {
            var options = NodeSemverCases.Options(c, 2);
            var (range, version) = (NodeSemverCases.Range(c[0], options)!, NodeSemverCases.Version(c[1], options)!);
            range.IsAbove(version).ShouldBeTrue(Text(c));
        }
    }

    [Fact]
    public void OrdersLikeNodeSemver()
    {
        foreach (var c in Cases("comparisons.json", 31))
        {
            var (larger, smaller) = (NodeSemverCases.Version(c[0], NodeSemverCases.Options(c, 2))!, NodeSemverCases.Version(c[1], NodeSemverCases.Options(c, 2))!);
            (larger > smaller, smaller < larger, larger.CompareTo(larger)).ShouldBe((true, true, 0), Text(c));
        }
    }

    [Fact]
    public void EqualPrecedenceIsThatOfNodeSemver()
    {
        // All of them loosely: blanks and v before a version, which are no part of SemVer, pass in both modes of node-semver.
        foreach (var c in Cases("equality.json", 37))
        {
            NodeSemverCases.Version(c[0], SemanticOptions.Loose)!.CompareTo(NodeSemverCases.Version(c[1], SemanticOptions.Loose)).ShouldBe(0, Text(c));
        }
    }

    [Fact]
    public void RefusesTheInvalidVersionsOfNodeSemver()
    {
        var cases = Cases("invalid-versions.json", 8);
        foreach (var c in cases.Where(c => c[0].ValueKind == JsonValueKind.String))
        {
            NodeSemverCases.Version(c[0], NodeSemverCases.Options(c, 2)).ShouldBeNull(Text(c));
        }

        // Left out: an object whose toString gives a version, which only a language without types could take for one.
        cases.Where(c => c[0].ValueKind != JsonValueKind.String).ShouldHaveSingleItem()[1].GetString().ShouldBe("obj with a tostring is not a string");
    }

    [Fact]
    public void RaisesLikeNodeSemver()
    {
        foreach (var c in Cases("increments.json", 133))
        {
            Raise(c)?.ToString().ShouldBe(c[2].GetString(), Text(c));
            (Raise(c) is null).ShouldBe(c[2].ValueKind == JsonValueKind.Null, Text(c));
        }
    }

    [Theory]
    [InlineData("^1.2.0 || ^3.0.0", "2.0.0", false, false)]
    [InlineData("^1.2.0 || ^3.0.0", "4.0.0", true, false)]
    [InlineData("^1.2.0 || ^3.0.0", "1.1.0", false, true)]
    [InlineData("^1.2.0 || ^3.0.0", "3.1.0", false, false)]
    [InlineData("*", "3.1.0", false, false)]
    [InlineData("^1.2.0", "1.3.0-rc.1", true, true)]
    public void GapsAreNeitherAboveNorBelowAndPrereleasesLeftOutAreBoth(string text, string version, bool below, bool above)
    {
        SemanticRange.TryParse(text, out var range).ShouldBeTrue();
        (range!.IsBelow(SemanticVersion.Parse(version)), range.IsAbove(SemanticVersion.Parse(version))).ShouldBe((below, above));
    }

    private static SemanticVersion? Raise(JsonElement[] c)
    {
        var identifier = c.Length > 4 && c[4].ValueKind == JsonValueKind.String ? c[4].GetString()! : "";
        int? first = c.Length <= 5 ? 0 : c[5].ValueKind == JsonValueKind.False ? null : c[5].ToString() == "0" ? 0 : 1;
        return NodeSemverCases.Version(c[0], NodeSemverCases.Options(c, 3)) is not { } version ? null
            : Enum.TryParse<BumpLevel>(c[1].GetString(), ignoreCase: true, out var level) ? version.Bump(level)
            : Enum.TryParse<SemanticIncrement>(c[1].GetString(), ignoreCase: true, out var increment) ? version.Increment(increment, identifier, first)
            : null;
    }

    private static JsonElement[][] Cases(string file, int count)
    {
        var cases = NodeSemverCases.Read(file);
        cases.Length.ShouldBe(count, file);
        return cases;
    }

    private static string Text(JsonElement[] c) => string.Join(", ", c.Select(e => e.GetRawText()));
}
