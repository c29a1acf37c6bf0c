using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Reconciling;

namespace ReleaseKit.Core.Tests.Reconciling;

/// <summary>What the releases of a forge have to do with tags and registries.</summary>
public sealed class ForgeComparisonTests
{
    private static readonly ForgeRepository Forge = new(ForgeKind.GitHub, new Uri("https://github.com"), "acme/widgets");
    private static readonly ForgeRelease Public = new() { Id = "1", Tag = "core-v1", Name = "core 1", Body = "", Url = "https://github.com/acme/widgets/releases/1" };

    [Theory]
    [InlineData(true, true, true, null, "forge-release-missing")]
    [InlineData(true, true, false, null, null)]
    [InlineData(true, false, true, null, null)]
    [InlineData(true, true, false, true, "forge-release-draft")]
    [InlineData(true, false, true, true, null)]
    [InlineData(true, true, true, false, null)]
    [InlineData(false, false, false, false, "forge-release-without-tag")]
    [InlineData(false, false, false, true, null)]
    public void EachCombinationHasItsFinding(bool isTagged, bool isLive, bool isExpected, bool? isDraft, string? kind)
    {
        var facts = new ForgeFacts("core-v1", "1.0.0", isDraft is { } draft ? Public with { IsDraft = draft } : null) { IsTagged = isTagged, IsLive = isLive, IsExpected = isExpected };
        var found = ForgeComparison.Compare(Forge, [facts, facts]);
        found.Select(d => d.KindName).ShouldBe(kind is null ? [] : [kind]);
        found.ShouldAllBe(d => d.Subject == "refs/tags/core-v1" && d.Version == "1.0.0" && d.CanBeFixed == (kind != "forge-release-without-tag") && d.Message.Contains("GitHub"));
    }

    [Fact]
    public void WhereARightReleaseIsItIsTold()
    {
        var found = ForgeComparison.Compare(Forge, [new ForgeFacts("core-v1", "1.0.0", Public)]).ShouldHaveSingleItem();
        found.Message.ShouldContain(Public.Url!);
        found.Sources.ShouldBe(new Dictionary<string, string> { ["forge"] = "public", ["remote"] = "none" });
    }
}
