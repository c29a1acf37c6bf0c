using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.PullRequests;

public sealed class UmbrellaTagTests
{
    private static readonly ReleasePlan Plan = new()
    {
        Base = "c", Date = "2026-01-31", Order = [], Skipped = [],
        Releases = [new PlannedRelease { Id = PackageId.Parse("npm:@acme/core"), To = "1.2.0", Bump = BumpLevel.Minor, Tag = "t", Reasons = [] }],
    };

    [Theory]
    [InlineData("release-{date}", "release-2026-01-31")]
    [InlineData("v{version:npm:@acme/core}", "v1.2.0")]
    [InlineData("all/{plan}", "all/0123456789ab")]
    [InlineData("v{version:npm:other}", null)]
    public void ItIsNamedAfterTheRelease(string form, string? expected)
    {
        UmbrellaTag.TryParse(form, out var tag).ShouldBeTrue();
        tag!.Of(Plan, "0123456789abcdef").ShouldBe(expected);
    }

    [Theory]
    [InlineData("release")]
    [InlineData("-{date}")]
    [InlineData("a b{date}")]
    [InlineData("{date}..x")]
    [InlineData("{date}.lock")]
    [InlineData("{date}{other}")]
    [InlineData("{date}/")]
    public void OtherFormsAreRefused(string form) => UmbrellaTag.Problem(form).ShouldNotBeNull();
}
