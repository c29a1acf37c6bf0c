using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Withdrawing;

namespace ReleaseKit.Core.Tests.Withdrawing;

/// <summary>The forge's release of a version that is taken back.</summary>
public sealed class PageWithdrawalTests
{
    private static readonly ForgeCapabilities Forge = new() { Releases = true, Prereleases = true, LongestBody = 100, LongestNotes = 60 };
    private static readonly ForgeRelease Release = new() { Id = "1", Tag = "core-v1", Name = "core 1", Body = "<b>as it was</b> @ada" };

    [Fact]
    public void BesideATagItSaysWhyAboveWhatItSaidAndIsMarkedOnce()
    {
        var marked = PageWithdrawal.Decide(Release, isTagGone: false)!.Marked("it leaks, says @ada\n# now", Forge);
        (marked.Name, marked.IsPrerelease, marked.Id).ShouldBe(("core 1 (withdrawn)", true, "1"));
        marked.Body.ShouldBe("> **Withdrawn.** it leaks, says @\u200Bada # now\n\n<b>as it");
        PageWithdrawal.Decide(marked, isTagGone: false).ShouldBeNull();
        PageWithdrawal.Decide(Release, isTagGone: false)!.Marked("x", Forge with { Prereleases = false }).IsPrerelease.ShouldBeFalse();
        PageWithdrawal.Decide(Release with { Body = "" }, isTagGone: false)!.Marked("x", Forge).Body.ShouldBe("> **Withdrawn.** x");
    }

    [Fact]
    public void WithoutATagItGoesAndThatIsShownBefore()
    {
        var gone = PageWithdrawal.Decide(Release, isTagGone: true)!;
        gone.IsDeleted.ShouldBeTrue();
        gone.Describe().ShouldBe("delete the forge's release core 1: its tag goes");
        var plan = new WithdrawalPlan([], []) { Pages = [PageWithdrawal.Decide(Release, isTagGone: false)!] };
        plan.IsEmpty.ShouldBeFalse();
        plan.Render().ShouldEndWith("mark the forge's release as withdrawn: core 1");
    }
}
