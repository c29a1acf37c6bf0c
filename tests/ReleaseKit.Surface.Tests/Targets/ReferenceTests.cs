using System.Text.RegularExpressions;
using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Targets;

/// <summary><c>docs/reference/msbuild.md</c> has every public name of the shipped files and no other.</summary>
public sealed partial class ReferenceTests
{
    /// <summary>What the product itself sets, in a package's project or between its targets.</summary>
    private static readonly string[] SetByTheProduct =
    [
        "ReleaseCommit", "ReleaseInstallCommand", "ReleasePackageDirectory", "ReleasePackageId", "ReleasePackageName", "ReleasePackageSmokeTest", "ReleasePackageTag",
        "ReleasePackageVersion", "ReleasePlanIsEmpty", "ReleaseSourceRoot", "ReleaseStage", "ReleaseState", "ReleaseStatus", "ReleaseStatusReason", "ReleaseUploaded", "ReleaseUserTargets",
    ];

    private static readonly string Reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "msbuild.md"));

    [Fact]
    public void EveryPropertyIsInTheReferenceAndReadByATarget()
    {
        var text = string.Concat(ShippedFiles.Targets.Concat(ShippedFiles.Props).Select(f => f.Document.ToString()));
        var read = PropertyUse().Matches(text).Select(m => m.Groups[1].Value).Where(n => !n.EndsWith("DependsOn", StringComparison.Ordinal)).Distinct();
        Names("Properties").Except(["UsingReleaseKitSdk"]).ShouldBe(read.Except(SetByTheProduct), ignoreOrder: true);
    }

    [Fact]
    public void EveryTargetIsInTheReference()
    {
        var targets = ShippedFiles.Targets.Where(f => f.Name != "Package.targets").SelectMany(f => f.Document.Descendants("Target"))
            .Select(t => t.Attribute("Name")!.Value).Where(n => !n.StartsWith('_'));
        Names("Targets").ShouldBe(targets, ignoreOrder: true);
    }

    [Fact]
    public void EveryItemThatATargetReturnsIsInTheReference()
    {
        var returned = ShippedFiles.Targets.SelectMany(f => f.Document.Descendants("Target")).Select(t => t.Attribute("Returns")?.Value).OfType<string>()
            .Select(r => r.TrimStart('@', '(').TrimEnd(')')).Distinct();
        Names("Items").ShouldBe(returned, ignoreOrder: true);
    }

    private static IEnumerable<string> Names(string section)
    {
        var start = Reference.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        var end = Reference.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return Row().Matches(end < 0 ? Reference[start..] : Reference[start..end]).Select(m => m.Groups[1].Value);
    }

    [GeneratedRegex(@"\$\((Release\w+)\)")]
    private static partial Regex PropertyUse();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
