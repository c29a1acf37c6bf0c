using System.Xml;
using System.Xml.Linq;
using ReleaseKit.Surface.Tests.Harness;

namespace ReleaseKit.Surface.Tests.Targets;

/// <summary>Every public target of <c>release.proj</c> is made the same way, so that users can hook all of them alike.</summary>
public sealed class TargetShapeTests
{
    private static readonly string[] Public = ["Apply", "Change", "Check", "Discover", "Explain", "Graph", "Init", "Pack", "Plan", "Prepare", "Publish", "Reconcile", "Rehearse", "Release", "Rollback", "Snapshot", "Tag"];

    private static IEnumerable<ShippedFile> Files => ShippedFiles.Targets.Where(f => f.Name != "Package.targets");

    private static IEnumerable<XElement> PublicTargets =>
        Files.SelectMany(f => f.Document.Descendants("Target")).Where(t => !t.Attribute("Name")!.Value.StartsWith('_'));

    [Fact]
    public void ThePublicTargetsAreThese() =>
        PublicTargets.Select(t => t.Attribute("Name")!.Value).Order(StringComparer.Ordinal).ShouldBe(Public);

    [Fact]
    public void EveryPublicTargetSaysWhatItIsForAndHowToHookIt()
    {
        foreach (var target in PublicTargets)
        {
            var name = target.Attribute("Name")!.Value;
            var banner = target.NodesBeforeSelf().Reverse()
                .TakeWhile(n => n is XComment or XText || (n is XElement e && e.Name != "Target"))
                .OfType<XComment>().FirstOrDefault()?.Value.Trim() ?? "";
            banner.ShouldStartWith($"{name}: ", Case.Sensitive, name);
            banner.ShouldContain("Hooks:", Case.Sensitive, name);
            banner.ShouldContain($"{name}DependsOn", Case.Sensitive, name);
        }
    }

    [Fact]
    public void EveryPublicTargetReturnsItemsAndCanBeExtended()
    {
        foreach (var target in PublicTargets)
        {
            var name = target.Attribute("Name")!.Value;
            target.Attribute("Returns").ShouldNotBeNull(name);
            target.Attribute("DependsOnTargets")!.Value.ShouldBe($"$({name}DependsOn)");
            Files.SelectMany(f => f.Document.Descendants(name + "DependsOn")).ShouldHaveSingleItem(name).Value.ShouldContain($"$({name}DependsOn)");
        }
    }

    [Fact]
    public void PrivateTargetsAndItemsCarryTheirPrefix()
    {
        // MSBuild's terminal logger looks for this one by its name.
        Files.SelectMany(f => f.Document.Descendants("Target")).Select(t => t.Attribute("Name")!.Value)
            .Where(n => n.StartsWith('_') && !n.StartsWith("_Release", StringComparison.Ordinal)).ShouldBe(["_TestRunStart"]);
        ShippedFiles.Targets.Concat(ShippedFiles.Props).SelectMany(f => f.Document.Descendants("PropertyGroup").Concat(f.Document.Descendants("ItemGroup")).Elements())
            .Select(e => e.Name.LocalName)
            .Where(n => !n.StartsWith("Release", StringComparison.Ordinal) && !n.StartsWith("_Release", StringComparison.Ordinal) && !n.EndsWith("DependsOn", StringComparison.Ordinal))
            .ShouldBe(["UsingReleaseKitSdk"]);
    }
}
