using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class PlannedChangelogTests
{
    [Fact]
    public void ReasonsBecomeSections() => Rendered(
        Commit("feat", "add a", BumpLevel.Minor) with { References = ["12"] },
        Commit("fix", "mend b", BumpLevel.Patch) with { Scope = "b" },
        Commit("perf", "speed c", BumpLevel.Patch),
        Commit("revert", "feat: d", BumpLevel.Patch),
        Commit("deps", "update e", BumpLevel.Patch),
        new ReleaseReason(ReasonKind.Dependency, BumpLevel.Patch, "core 2.0.0", Package: PackageId.Parse("npm:core")),
        new ReleaseReason(ReasonKind.Dependency, BumpLevel.Patch, "new 1.0.0", Package: PackageId.Parse("npm:new")),
        new ReleaseReason(ReasonKind.Group, BumpLevel.Minor, "synchronized with x")).ShouldBe(
            "Features: add a (#12) (0123456)|Bug Fixes: **b:** mend b (0123456)|Performance: speed c (0123456)|Reverts: feat: d (0123456)|" +
            "Dependencies: update e (0123456)|Dependencies: core 1.9.0 -> 2.0.0|Dependencies: new 1.0.0");

    [Fact]
    public void WhatBreaksIsSaidFirstAndOnce() => Rendered(
        Commit("feat", "add a", BumpLevel.Minor),
        Commit("feat", "drop b", BumpLevel.Major) with { Breaking = true },
        Commit("fix", "mend c", BumpLevel.Major) with { Breaking = true, BreakingNote = "c is strict now" },
        Commit("chore", "need newer d", BumpLevel.Major) with { Breaking = true, BreakingNote = "d 2 is needed" },
        Commit(null, "Drop e", BumpLevel.Major) with { Breaking = true }).ShouldBe(
            "Breaking Changes: drop b (0123456)|Breaking Changes: c is strict now (0123456)|Breaking Changes: d 2 is needed (0123456)|Breaking Changes: Drop e (0123456)|" +
            "Features: add a (0123456)|Bug Fixes: mend c (0123456)");

    [Fact]
    public void ChangeFilesGoByTheirLevel() => Rendered(
        new ReleaseReason(ReasonKind.ChangeFile, BumpLevel.Major, "a"),
        new ReleaseReason(ReasonKind.ChangeFile, BumpLevel.Minor, "b"),
        new ReleaseReason(ReasonKind.ChangeFile, BumpLevel.Patch, "c")).ShouldBe("Breaking Changes: a|Features: b|Bug Fixes: c");

    [Fact]
    public void AVersionWithoutChangesSaysWhyItExists() => Rendered(
        new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, "first release"),
        new ReleaseReason(ReasonKind.Group, BumpLevel.Minor, "synchronized with core")).ShouldBe("First release.|Synchronized with core.");

    private static ReleaseReason Commit(string? type, string summary, BumpLevel level) =>
        new(ReasonKind.Commit, level, summary, "0123456789012345678901234567890123456789", null, type);

    private static string Rendered(params ImmutableArray<ReleaseReason> reasons)
    {
        var release = Release("npm:ui", "1.0.0", "1.1.0") with { Reasons = reasons };
        var plan = new ReleasePlan
        {
            Base = "0", Date = "2026-01-31", Order = [], Skipped = [], Releases = [Release("npm:core", "1.9.0", "2.0.0"), Release("npm:new", null, "1.0.0"), release],
        };
        var entry = new PlannedChangelog(plan).Of(release);
        (entry.Version, entry.Date).ShouldBe(("1.1.0", "2026-01-31"));
        var sections = ConventionalStyle.Sections(entry);
        var items = sections.SelectMany(s => s.Items.SelectMany(i => i.Render().Split('\n')).Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => $"{s.Title}: {l[2..]}"));
        return string.Join('|', (sections.IsEmpty ? entry.Notes : []).Concat(items));
    }

    private static PlannedRelease Release(string id, string? from, string to) =>
        new() { Id = PackageId.Parse(id), From = from, To = to, Bump = BumpLevel.Minor, Tag = "t", Reasons = [] };
}
