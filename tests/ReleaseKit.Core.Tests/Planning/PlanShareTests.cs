using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class PlanShareTests
{
    private static readonly ReleasePlan Plan = new()
    {
        Base = new string('a', 40), Date = "2026-01-01", Skipped = [new SkippedPackage(Id("d"), "unchanged")], UsedChangeFiles = [RelativePath.Parse(".changeset/x.md")],
        Releases = [Release("a"), Release("b"), Release("c") with { IsPublished = false }], Order = [[Id("a")], [Id("b"), Id("c")]],
    };

    [Fact]
    public void AShareIsAPlanWithAHashOfItsOwn()
    {
        var share = PlanShare.Of(Plan, " npm:b ; ");

        share.Releases.ShouldHaveSingleItem().ShouldBe(Plan.Releases[1]);
        share.Order.ShouldHaveSingleItem().ShouldBe([Id("b")]);
        (share.Skipped.Length, share.UsedChangeFiles.Length, share.Base).ShouldBe((0, 0, Plan.Base));
        PlanDocument.Hash(share).ShouldNotBe(PlanDocument.Hash(Plan));
        PlanDocument.Hash(share).ShouldBe(PlanDocument.Hash(PlanShare.Of(Plan, "npm:b")));
        PlanShare.Of(Plan, "npm:b;npm:a").Order.Length.ShouldBe(2);
    }

    [Fact]
    public void WithoutNamesItIsThePlan() => PlanShare.Of(Plan, "").ShouldBeSameAs(Plan);

    [Theory]
    [InlineData("npm:bb")]
    [InlineData("npm:c")]
    [InlineData("npm:a;npm:d")]
    public void WhatIsNotUploadedIsRefused(string share) =>
        Should.Throw<ReleaseException>(() => PlanShare.Of(Plan, share)).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-PIPELINE-SHARE");

    [Fact]
    public void AShareIsKnownByWhatItReleases()
    {
        var share = PlanShare.Of(Plan, "npm:b");

        PlanShare.IsOf(share, Plan).ShouldBeTrue();
        PlanShare.IsOf(Plan, Plan).ShouldBeFalse();
        PlanShare.IsOf(share with { Releases = [] }, Plan).ShouldBeFalse();
        PlanShare.IsOf(share with { Base = new string('b', 40) }, Plan).ShouldBeFalse();
        PlanShare.IsOf(share with { Releases = [Release("b") with { To = "2.0.1" }] }, Plan).ShouldBeFalse();
        PlanShare.IsOf(share with { Releases = [Release("d")] }, Plan).ShouldBeFalse();
    }

    private static PackageId Id(string name) => new("npm", name);

    private static PlannedRelease Release(string name) => new() { Id = Id(name), From = "1.0.0", To = "2.0.0", Bump = BumpLevel.Major, Tag = $"{name}-v2.0.0", Reasons = [] };
}
