using System.Text.Json;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

public sealed class NuGetVersionSchemeTests
{
    private static readonly NuGetVersionScheme Scheme = new();

    public static TheoryData<string, string, string, bool> Conformance()
    {
        var data = new TheoryData<string, string, string, bool>();
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestAssets.PathOf("conformance", "vers-spec", "nuget_version_cmp_test.json")));
        foreach (var test in document.RootElement.GetProperty("tests").EnumerateArray())
        {
            var versions = test.GetProperty("input").GetProperty("versions");
            var expected = test.GetProperty("expected_output");
            var inOrder = expected.ValueKind == JsonValueKind.Array
                ? string.Equals(expected[0].GetString(), versions[0].GetString(), StringComparison.OrdinalIgnoreCase)
                : expected.GetBoolean();
            data.Add(test.GetProperty("test_type").GetString()!, versions[0].GetString()!, versions[1].GetString()!, inOrder);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Conformance))]
    public void VersSpecCasesCompareAsThere(string type, string left, string right, bool expected)
    {
        var order = Scheme.Compare(left, right);

        if (type == "equality")
        {
            (order == 0).ShouldBe(expected);
        }
        else
        {
            type.ShouldBe("comparison");
            (order < 0).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("1.0", true)]
    [InlineData("1.2.3.4", true)]
    [InlineData("1.2.3-rc.1+build", true)]
    [InlineData("v1.2.3", false)]
    [InlineData(" 1.2.3", false)]
    [InlineData("1.2.3\n", false)]
    [InlineData("-1.0.0", false)]
    [InlineData("1.0.0-", false)]
    [InlineData("", false)]
    public void OnlyNuGetVersionsAreValid(string version, bool valid) => Scheme.IsValid(version).ShouldBe(valid);

    [Theory]
    [InlineData("1.2.3", BumpLevel.Patch, "1.2.4")]
    [InlineData("1.2.3", BumpLevel.Minor, "1.3.0")]
    [InlineData("1.2.3", BumpLevel.Major, "2.0.0")]
    [InlineData("1.2", BumpLevel.None, "1.2")]
    [InlineData("1.2", BumpLevel.Patch, "1.2.1")]
    [InlineData("1.2.3.4", BumpLevel.Patch, "1.2.4")]
    [InlineData("1.2.3.4-rc.1", BumpLevel.Patch, "1.2.3.4")]
    [InlineData("1.2.0-rc.1", BumpLevel.Minor, "1.2.0")]
    [InlineData("1.2.1-rc.1", BumpLevel.Minor, "1.3.0")]
    [InlineData("2.0.0-rc.1", BumpLevel.Major, "2.0.0")]
    [InlineData("2.1.0-rc.1", BumpLevel.Major, "3.0.0")]
    [InlineData("1.2.3+build", BumpLevel.Patch, "1.2.4")]
    public void BumpsCompletePrereleasesFirst(string version, BumpLevel level, string expected) => Scheme.Bump(version, level).ShouldBe(expected);

    [Fact]
    public void TheLargestNumberCannotBeRaised() =>
        Should.Throw<FormatException>(() => Scheme.Bump($"1.0.{int.MaxValue}", BumpLevel.Patch));

    [Theory]
    [InlineData("1.3.0", "1.2.0", true)]
    [InlineData("1.1.0", "1.2.0", false)]
    [InlineData("2.0.0", "[1.2.0,2.0.0)", false)]
    [InlineData("1.3.0", "[1.2.0]", false)]
    [InlineData("1.9.0", "1.*", true)]
    [InlineData("2.0.0", "1.*", false)]
    [InlineData("1.9.0-rc.1", "1.*", false)]
    [InlineData("1.9.0-rc.1", "1.*-*", true)]
    [InlineData("9.9.9", "", true)]
    [InlineData("1.0.0", "$(CoreVersion)", null)]
    [InlineData("1.0.0", "[1.0", null)]
    public void RangesAcceptWhatNuGetWouldChoose(string version, string range, bool? expected) => Scheme.Satisfies(version, range).ShouldBe(expected);

    [Theory]
    [InlineData("1.2.0", "1.3.0", "1.3.0")]
    [InlineData("1.2", "1.3.0", "1.3.0")]
    [InlineData("[1.2.0]", "1.3.0", "[1.3.0]")]
    [InlineData("[ 1.2.0 ]", "1.3.0", "[ 1.3.0 ]")]
    [InlineData("[1.2.0,2.0.0)", "1.3.0", "[1.3.0,2.0.0)")]
    [InlineData("[1.2.0, 2.0.0)", "2.1.0", "[2.1.0, 3.0.0)")]
    [InlineData("[1.2.0,2.0.0)", "2.0.0-rc.1", "[2.0.0-rc.1,3.0.0)")]
    [InlineData("[1.2,2)", "2.0.0", "[2.0.0,3)")]
    [InlineData("[1.2.0,1.3.0)", "1.3.0", "[1.3.0,1.4.0)")]
    [InlineData("[0.2.0,0.3.0)", "0.3.1", "[0.3.1,0.4.0)")]
    [InlineData("[1.2.0,2.0.0-0)", "2.0.0", "[2.0.0,3.0.0-0)")]
    [InlineData("[1.0.0,2.0.0]", "2.1.0", "[2.1.0,2.1.0]")]
    [InlineData("(,2.0.0]", "1.5.0", "(,2.0.0]")]
    [InlineData("(,2.0.0)", "2.5.0", "(,3.0.0)")]
    [InlineData("(1.0.0,)", "1.5.0", "(1.0.0,)")]
    [InlineData("(1.0.0,)", "0.9.0", "0.9.0")]
    [InlineData("1.*", "1.9.0", "1.*")]
    [InlineData("1.*", "2.0.0", "2.*")]
    [InlineData("1.2.*", "1.3.0", "1.3.*")]
    [InlineData("1.*", "2.0.0-rc.1", "2.*-*")]
    [InlineData("1.2.3-*", "1.3.0-rc.1", "1.3.0-*")]
    [InlineData("[1.*,2.0.0)", "2.1.0", "[2.*,3.0.0)")]
    [InlineData("*", "7.0.0", "*")]
    [InlineData("", "1.0.0", "")]
    [InlineData("$(CoreVersion)", "1.0.0", "$(CoreVersion)")]
    public void RangesMoveInTheirStyle(string range, string version, string expected) => Scheme.MoveRange(range, version).ShouldBe(expected);

    [Fact]
    public void MovingTwiceChangesNothingMore()
    {
        foreach (var range in new[] { "1.2.0", "[1.2.0,2.0.0)", "[1.*,2.0.0)", "1.2.3-*", "[1.0.0,2.0.0]", "(,2.0.0)" })
        {
            var once = Scheme.MoveRange(range, "2.4.0");
            Scheme.MoveRange(once, "2.4.0").ShouldBe(once);
            Scheme.Satisfies("2.4.0", once).ShouldBe(true);
        }
    }
}
