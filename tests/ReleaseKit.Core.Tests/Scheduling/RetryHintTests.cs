using ReleaseKit.Core.Scheduling;

namespace ReleaseKit.Core.Tests.Scheduling;

public sealed class RetryHintTests
{
    private static readonly DateTimeOffset Now = new(2024, 9, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("retry after 7", 7)]
    [InlineData("Rate limited. Try again in 30 seconds.", 30)]
    [InlineData("Please try again in 5 minutes", 300)]
    [InlineData("please wait 2 h before the next upload", 7200)]
    [InlineData("Request was throttled. Expected available in 37 seconds.", 37)]
    [InlineData("Retry-After: Tue, 10 Sep 2024 12:01:00 GMT", 60)]
    [InlineData("npm error 429 Too Many Requests - PUT http://r.test/a - slow down; try again after Tue, 10 Sep 2024 12:30:00 GMT", 1800)]
    [InlineData("You have published too many new crates in a short period of time. Please try again after Tue, 10 Sep 2024 12:10:30 GMT or email help@crates.io to have your limit increased.", 630)]
    [InlineData("try again at 2024-09-10T12:00:10Z", 10)]
    [InlineData("try again after 2024-09-10 12:00:20 UTC", 20)]
    [InlineData("try again after 2024-09-10T14:00:20+02:00", 20)]
    [InlineData("Retry-After: 5, or try again in 9 seconds", 9)]
    [InlineData("Retry-After: 999999999", 30 * 24 * 3600)]
    public void WhatIsAskedForIsFound(string text, int seconds) => RetryHint.Find(text, Now).ShouldBe(Now.AddSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("429 Too Many Requests")]
    [InlineData("Retry-After: 0")]
    [InlineData("try again after Tue, 10 Sep 2024 11:30:00 GMT")]
    [InlineData("try again after Tue, 99 Sep 2024 12:30:00 GMT")]
    [InlineData("Retry 1 of 5. Run again: 12 packages are skipped.")]
    [InlineData("waited 30 seconds")]
    public void NothingIsMadeUp(string text) => RetryHint.Find(text, Now).ShouldBeNull();
}
