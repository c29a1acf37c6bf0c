using System.Text.RegularExpressions;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Versions;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Changelogs;

/// <summary>The examples of <c>docs/changelogs.md</c> are what the styles write.</summary>
public sealed class ChangelogGuideTests
{
    private static readonly RepositoryLinks Links = RepositoryLinks.Of("git@github.com:acme/things.git");

    private static readonly ChangelogEntry Entry = new()
    {
        Package = "core",
        Version = "1.2.0",
        Date = "2026-01-31",
        CompareUrl = Links.Compare("core-v1.1.0", "core-v1.2.0"),
        Changes =
        [
            new ChangelogChange("`open` needs a path", BumpLevel.Major)
            {
                Type = "feat", Scope = "api", Breaking = true, Commit = "0123456789", CommitUrl = Links.Commit("0123456789"), References = [new ChangelogReference("12", Links.Reference("12"))],
            },
            new ChangelogChange("Read *whole* folders.\n\nSee the guide.", BumpLevel.Minor) { IsMarkdown = true, ChangeFile = ".changeset/a.md" },
        ],
        Dependencies = [new ChangelogDependency("base", "1.0.0", "1.0.1", [new ChangelogSource(".changeset/b.md", null)])],
    };

    [Fact]
    public void ExamplesAreTrue()
    {
        Example("conventional").ShouldBe(new ConventionalStyle().Render(Entry));
        Example("keep-a-changelog").ShouldBe(new KeepAChangelogStyle().Render(Entry));
        Example("changesets").ShouldBe(new ChangesetsStyle(ChangesetsLayout.Formatted2).Render(Entry));
    }

    private static string Example(string name)
    {
        var text = File.ReadAllText(TestAssets.PathOf("..", "docs", "changelogs.md")).ReplaceLineEndings("\n");
        return Regex.Match(text, $"<!-- example: {name} -->\n```markdown\n(?<text>.*?)```\n", RegexOptions.Singleline).Groups["text"].Value;
    }
}
