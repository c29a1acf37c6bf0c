using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.PullRequests;

/// <summary>The description of a release pull request: whatever commits say, it can be read back, and only what people edit is found.</summary>
public sealed class PullRequestBodyTests
{
    private const int GitHub = 65_536;

    [Fact]
    public void WhatIsWrittenIsReadBack() => Prop.ForAll(Texts().ToArbitrary(), texts =>
    {
        foreach (var markup in new[] { PullRequestMarkup.Html, PullRequestMarkup.Markdown })
        {
            var description = Description(texts);
            var body = PullRequestBody.Render(description, int.MaxValue, markup);
            var manifest = ManifestText.Read(body);
            manifest.Plan.ShouldBe(description.PlanHash);
            manifest.Releases.Select(r => (r.Id, r.To, r.Tag)).ShouldBe(description.Plan.Releases.Select(r => (r.Id, r.To, r.Tag)));
            PullRequestEdits.Read(body, manifest).ShouldBe(ReleaseOverrides.None);
            PullRequestEdits.Read(body.Replace("\n", "\r\n", StringComparison.Ordinal), manifest).ShouldBe(ReleaseOverrides.None);
        }
    }).ShouldHold(100);

    [Fact]
    public void AnEditOfOneFoldIsFoundAndNothingElse() => Prop.ForAll(Texts().ToArbitrary(), Gen.Choose(0, 2).ToArbitrary(), (texts, index) =>
    {
        var description = Description(texts);
        var body = PullRequestBody.Render(description, int.MaxValue, PullRequestMarkup.Html);
        var manifest = ManifestText.Read(body);
        var lines = body.Split('\n').ToList();
        lines.Insert(lines.IndexOf($"<details><summary><code>npm:p{index}</code> 1.1.0</summary>") + 2, "Written by hand.");
        var edits = PullRequestEdits.Read(string.Join('\n', lines), manifest);
        edits.Versions.ShouldBeEmpty();
        edits.Notes.ShouldHaveSingleItem().Key.ShouldBe(manifest.Releases[index].Id);
        edits.Notes.Values.Single().ShouldStartWith("Written by hand.");

        // What was edited is shown as it was written, and is no edit any more.
        var next = PullRequestBody.Render(description with { Notes = description.Notes.SetItems(edits.Notes), Overrides = edits }, int.MaxValue, PullRequestMarkup.Html);
        PullRequestEdits.Read(next, ManifestText.Read(next)).ShouldBe(ReleaseOverrides.None);
    }).ShouldHold(100);

    [Theory]
    [InlineData("9.0.0")]
    [InlineData("**9.0.0**")]
    [InlineData("`9.0.0`")]
    public void AVersionInTheTableIsFound(string cell)
    {
        var description = Description(["a", "b", "c"]);
        var body = PullRequestBody.Render(description, int.MaxValue, PullRequestMarkup.Html).Replace("| `npm:p1` | 1.0.0 | **1.1.0** |", $"| `npm:p1` | 1.0.0 | {cell} |", StringComparison.Ordinal);
        var edits = PullRequestEdits.Read(body, ManifestText.Read(body));
        edits.Notes.ShouldBeEmpty();
        edits.Versions.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create(PackageId.Parse("npm:p1"), "9.0.0"));
    }

    [Theory]
    [InlineData("fixes #1", "f\u200Bixes #1")]
    [InlineData("Closes: https://example.test/issues/1", "C\u200Bloses: https://example.test/issues/1")]
    [InlineData("resolves GH-12 and prefixes #2", "r\u200Besolves GH-12 and prefixes #2")]
    [InlineData("fixes a leak", "fixes a leak")]
    [InlineData("by @octocat, not a@b.c", "by @\u200Boctocat, not a@b.c")]
    [InlineData("<!-- releasekit:manifest:1 x -->", "<\u200B!-- releasekit:manifest:1 x --\u200B>")]
    [InlineData("</details>", "<\u200B/details>")]
    [InlineData("by &#64;octocat &commat;ada &amp;", "by &\u200B#64;octocat &\u200Bcommat;ada &amp;")]
    [InlineData("[releasekit-end]: #", "[releasekit-end]\u200B: #")]
    [InlineData("```sh\nleft open", "```sh\nleft open\n```")]
    public void NothingOfATextActs(string text, string shown)
    {
        DefusedText.Defuse(text).ShouldBe(shown);
        DefusedText.Defuse(shown).ShouldBe(shown);
        if (!shown.EndsWith("```", StringComparison.Ordinal))
        {
            DefusedText.Restore(shown).ShouldBe(text);
        }
    }

    [Fact]
    public void AThousandPackagesFitEveryForge()
    {
        var releases = Enumerable.Range(0, 1000).Select(i => Release($"npm:@acme/some-package-of-a-large-workspace-{i}", "1.2.3", $"a commit message of the usual length that says what was changed in {i}")).ToImmutableArray();
        var plan = Plan(releases);
        var description = new ReleaseDescription
        {
            Plan = plan, PlanHash = new string('a', 64), Branch = "main", ReleaseBranch = "releasekit/release/main",
            Notes = releases.ToImmutableSortedDictionary(r => r.Id, _ => string.Concat(Enumerable.Repeat("- a line of notes that is as long as such lines are\n", 40))),
        };
        foreach (var longest in new[] { GitHub, 32_768, 1_048_576 })
        {
            var body = PullRequestBody.Render(description, longest, PullRequestMarkup.Html);
            body.Length.ShouldBeLessThanOrEqualTo(longest);
            ManifestText.Read(body).Plan.ShouldBe(description.PlanHash);
            ManifestText.Read(body).Releases.Length.ShouldBe(1000);
        }
    }

    [Fact]
    public void WhatIsLeftOutIsLeftOutStepByStep()
    {
        var description = Description(["x", "y", "z"]) with { };
        description = description with { Notes = description.Notes.ToImmutableSortedDictionary(n => n.Key, _ => string.Concat(Enumerable.Range(0, 200).Select(i => $"- line {i} of many\n"))) };
        var whole = PullRequestBody.Render(description, int.MaxValue, PullRequestMarkup.Html);
        whole.ShouldContain("line 199");
        var cut = PullRequestBody.Render(description, whole.Length - 1, PullRequestMarkup.Html);
        cut.ShouldNotContain("line 199");
        cut.ShouldContain("Cut short");
        var manifest = ManifestText.Read(cut);
        manifest.Notes.ShouldBeEmpty("what is cut short cannot be edited there");
        PullRequestEdits.Read(cut.Replace("line 1 of many", "by hand", StringComparison.Ordinal), manifest).ShouldBe(ReleaseOverrides.None);
        var table = PullRequestBody.Render(description, cut.Length - 1, PullRequestMarkup.Html);
        table.ShouldContain("| `npm:p1` |");
        table.ShouldNotContain("<details>");
        var counts = PullRequestBody.Render(description, table.Length - 1, PullRequestMarkup.Html);
        counts.ShouldContain("| npm | 3 |");
        ManifestText.Read(counts).Releases.Length.ShouldBe(3);
        ManifestText.Read(PullRequestBody.Render(description, 1, PullRequestMarkup.Html)).Releases.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("none")]
    [InlineData("twice")]
    [InlineData("altered")]
    [InlineData("cut")]
    [InlineData("fold")]
    public void ADamagedDescriptionIsNeverGuessedAt(string damage)
    {
        var body = PullRequestBody.Render(Description(["a", "b", "c"]), int.MaxValue, PullRequestMarkup.Html);
        var line = body.Split('\n').Single(l => l.StartsWith("<!-- releasekit:manifest:1", StringComparison.Ordinal));
        var manifest = ManifestText.Read(body);
        var damaged = damage switch
        {
            "none" => body.Replace(line, "", StringComparison.Ordinal),
            "twice" => body + line + "\n",
            "altered" => body.Replace(line, line.Replace(line[30], line[30] == 'a' ? 'b' : 'a'), StringComparison.Ordinal),
            "cut" => body[..^40],
            _ => body.Replace("</details>", "", StringComparison.Ordinal),
        };
        Should.Throw<ReleaseException>(() => PullRequestEdits.Read(damaged, damage == "fold" ? manifest : ManifestText.Read(damaged)))
            .Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(PullRequestCodes.Manifest.Code);
    }

    /// <summary>Three texts of anybody's, made of what could do harm.</summary>
    private static Gen<string[]> Texts()
    {
        var piece = Gen.Elements(
            "a", " ", "\n", "\n\n", "|", "\\|", "`", "```", "~~~\n", "<", ">", "-->", "<!--", "<!-- releasekit:manifest:1 ", "</details>", "<details><summary><code>npm:p1</code> 1.1.0</summary>", "\n</details>\n",
            "#### `npm:p2` 1.1.0\n", "[releasekit-end]: #", "\n[releasekit:manifest:1]: # \"x\"\n", "| `npm:p1` | 1.0.0 | **9.9.9** | x |", "\n| `npm:p0` | 1 | 6.6.6 |\n", "@octocat", "fixes #1", "\r\n", "\u200B", "\u202E", "é", "😀", "\0", "]:", "---", "# h");
        return piece.ListOf().Select(list => string.Concat(list)).ArrayOf(3);
    }

    private static ReleaseDescription Description(string[] texts)
    {
        var releases = texts.Select((text, i) => Release($"npm:p{i}", "1.1.0", text)).ToImmutableArray();
        return new ReleaseDescription
        {
            Plan = Plan(releases),
            PlanHash = new string('b', 64),
            Branch = "main",
            ReleaseBranch = "releasekit/release/main",
            Notes = releases.Zip(texts).ToImmutableSortedDictionary(pair => pair.First.Id, pair => pair.Second),
            Warnings = [.. texts],
        };
    }

    private static PlannedRelease Release(string id, string to, string why) => new()
    {
        Id = PackageId.Parse(id), From = "1.0.0", To = to, Bump = BumpLevel.Minor, Tag = $"{PackageId.Parse(id).Name}-v{to}",
        Reasons = [new ReleaseReason(ReasonKind.Commit, BumpLevel.Minor, why, "c0ffee", CommitType: "feat")],
    };

    private static ReleasePlan Plan(ImmutableArray<PlannedRelease> releases) =>
        new() { Base = new string('c', 40), Date = "2026-01-01", Releases = [.. releases.OrderBy(r => r.Id)], Order = [[.. releases.Select(r => r.Id)]], Skipped = [] };
}
