using System.Text.Json;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

/// <summary>Every range case of package-url/vers-spec, in which constraints stand in the order of their versions.</summary>
public sealed class VersSpecRangeTests
{
    /// <summary>
    /// Cases in which vers-spec's converter means something else than npm does, and what npm means. They are tested as
    /// well: the reading of npm's own library, whose fixtures pass whole, is kept.
    /// </summary>
    private static readonly Dictionary<string, string> Differences = new()
    {
        // vers-spec takes a shortened upper bound for its lowest version; npm for all that begin with it.
        ["<= 1.0"] = "vers:npm/<1.1.0",
        ["<=2.1 >=1.1"] = "vers:npm/>=1.1.0|<2.2.0",
        // A wildcard after >= gives vers-spec an upper bound, and a shortened version none.
        [">= 2.2.x"] = "vers:npm/>=2.2.0",
        [">= 1.x"] = "vers:npm/>=1.0.0",
        ["2.1 || 2.6"] = "vers:npm/>=2.1.0|<2.2.0|>=2.6.0|<2.7.0",
        // vers-spec lets a tilde on a prerelease end at the next patch, and counts its prereleases twice.
        [">= 0.2.0 <= 0.9.6 || ~0.8.0-pre"] = "vers:npm/>=0.2.0|>=0.8.0-pre|<0.9.0|<=0.9.6",
    };

    [Fact]
    public void ReadsEveryNpmRangeOfVersSpec()
    {
        var cases = VersSpecCases.Read("npm_range_from_native_test.json");
        cases.Length.ShouldBe(491);
        var differing = 0;
        foreach (var (type, input, expected) in cases)
        {
            var native = input.GetProperty("native_range").GetString()!;
            (type, input.GetProperty("scheme").GetString()).ShouldBe(("from_native", "npm"));
            SemanticRange.TryParse(native, out var range).ShouldBeTrue(native);
            differing += Differences.ContainsKey(native) ? 1 : 0;
            Vers(range!).ShouldBe(Differences.GetValueOrDefault(native, expected.GetString()!), native);
        }

        differing.ShouldBe(Differences.Count);
    }

    [Fact]
    public void FollowsEveryPyPiRangeOfVersSpec()
    {
        var cases = VersSpecCases.Read("pypi_range_containment_test.json");
        cases.Length.ShouldBe(10);
        foreach (var (type, input, expected) in cases)
        {
            type.ShouldBe("containment");
            var (vers, version) = (input.GetProperty("vers").GetString()!, input.GetProperty("version").GetString()!);
            Contains(vers["vers:pypi/".Length..].Split('|'), version).ShouldBe(expected.GetBoolean(), $"{version} in {vers}");
        }
    }

    /// <summary>The range in the notation of vers-spec, which knows no rule about prereleases and so no bounds at <c>-0</c>.</summary>
    private static string Vers(SemanticRange range)
    {
        var constraints = range.ToString().Split("||").SelectMany(alternative => alternative.Split(' '))
            .Select(text => text.EndsWith("-0", StringComparison.Ordinal) ? text[..^2] : text);
        return "vers:npm/" + (range.ToString() == "*" ? "*" : string.Join('|', constraints.OrderBy(text => SemanticVersion.Parse(text.TrimStart('<', '>', '=')))));
    }

    /// <summary>The containment of vers-spec: versions named alone first, then the intervals between a lower and the next upper bound.</summary>
    private static bool Contains(string[] constraints, string version)
    {
        var scheme = new Pep440VersionScheme();
        var named = constraints.Where(c => char.IsAsciiDigit(c[0])).Select(c => "==" + c);
        if (constraints.Any(c => c.StartsWith("!=", StringComparison.Ordinal) && scheme.Satisfies(version, c) == false))
        {
            return false;
        }

        var bounds = constraints.Where(c => c[0] is '<' or '>').OrderBy(c => Pep440Version.Parse(c.TrimStart('<', '>', '='))).ToArray();
        var intervals = bounds.Select((bound, i) => bound[0] == '>' && i + 1 < bounds.Length && bounds[i + 1][0] == '<' ? $"{bound},{bounds[i + 1]}"
            : bound[0] == '<' && i > 0 && bounds[i - 1][0] == '>' ? null : bound).OfType<string>();
        return named.Concat(intervals).Any(specifier => scheme.Satisfies(version, specifier) == true);
    }
}
