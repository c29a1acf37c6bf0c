using System.Text.RegularExpressions;
using ReleaseKit.Core.Versions;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class VersionGuideTests
{
    private static readonly Dictionary<string, IVersionScheme> Schemes = new()
    {
        ["npm"] = new SemanticVersionScheme(),
        ["Cargo"] = new CargoVersionScheme(),
        ["Dart"] = new DartVersionScheme(),
        ["Go"] = new GoVersionScheme(),
        ["Maven"] = new MavenVersionScheme(),
        ["PEP 440"] = new Pep440VersionScheme(),
    };

    [Fact]
    public void RangesMoveAsTheGuideSays()
    {
        var guide = File.ReadAllText(TestAssets.PathOf("..", "docs", "versions.md"));
        var rows = Regex.Matches(guide, @"^\| (?<name>[\w ]+?) `(?<range>[^`]+)` \| `(?<minor>[^`]+)` \| `(?<major>[^`]+)` \|$", RegexOptions.Multiline);
        rows.Count.ShouldBe(8);
        foreach (Match row in rows)
        {
            var scheme = Schemes[row.Groups["name"].Value];
            scheme.MoveRange(row.Groups["range"].Value, "1.3.0").ShouldBe(row.Groups["minor"].Value);
            scheme.MoveRange(row.Groups["range"].Value, "2.1.0").ShouldBe(row.Groups["major"].Value);
        }
    }
}
