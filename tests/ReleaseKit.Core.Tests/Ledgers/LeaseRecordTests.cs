using ReleaseKit.Core.Ledgers;

namespace ReleaseKit.Core.Tests.Ledgers;

public sealed class LeaseRecordTests
{
    private static readonly LeaseRecord Record = new()
    {
        Runner = "r1",
        Who = "Ada",
        Host = "builder",
        Machine = "m",
        ProcessId = 42,
        Started = "4711",
        Job = "https://ci.test/jobs/7",
        Since = new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.FromHours(1)),
        Beat = 3,
    };

    [Fact]
    public void WhatWasWrittenIsRead() => LeaseRecord.Read(Record.Write()).ShouldBe(Record with { Since = Record.Since.ToUniversalTime() });

    [Fact]
    public void ItSaysWhoWhereAndSinceWhenOnOneLine()
    {
        Record.Describe().ShouldBe("Ada on builder (process 42) since 2026-01-05 09:00:00 UTC, https://ci.test/jobs/7");
        (Record with { Who = "A\u001b[31m\nB", Job = null }).Describe().ShouldBe("A\u241b[31m B on builder (process 42) since 2026-01-05 09:00:00 UTC");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":"releasekit/lease/9"}""")]
    [InlineData("""{"schema":"releasekit/lease/1"}""")]
    public void WhatIsNotUnderstoodIsNoRecord(string text) => LeaseRecord.Read(text).ShouldBeNull();
}
