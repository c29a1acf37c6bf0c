using System.Globalization;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Forges.Bitbucket;
using ReleaseKit.Engine.Forges.Gitea;
using ReleaseKit.Engine.Forges.GitHub;
using ReleaseKit.Engine.Forges.GitLab;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Forges;

public sealed class ForgeGuideTests
{
    private const string Begin = "<!-- capabilities: written by ForgeGuideTests -->\n";
    private const string End = "<!-- /capabilities -->";
    private static readonly string Guide = TestAssets.PathOf("..", "docs", "forges.md");
    private static readonly ForgeCapabilities[] Forges = [GitHubForge.Abilities, GitLabForge.Abilities, BitbucketForge.Abilities, GiteaForge.Abilities];

    [Fact]
    public void TableOfTheGuideIsThatOfTheAdapters()
    {
        var text = File.ReadAllText(Guide);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Guide, text[..from] + Table() + text[to..]);
            return;
        }

        text[from..to].ShouldBe(Table());
    }

    [Fact]
    public void EveryCodeIsExplained()
    {
        var text = File.ReadAllText(Guide);
        DiagnosticCatalog.All.Where(d => d.Code.StartsWith("RK-FORGE-", StringComparison.Ordinal)).ShouldAllBe(d => text.Contains($"| `{d.Code}` |"));
    }

    private static string Table()
    {
        string[] rows =
        [
            "| | GitHub | GitLab | Bitbucket | Gitea, Forgejo |",
            "|---|---|---|---|---|",
            Row("pull requests: open, change, close, merge, comment", _ => "yes"),
            Row("labels", c => YesOrNo(c.Labels)),
            Row("releases", c => YesOrNo(c.Releases)),
            Row("draft releases", c => YesOrNo(c.DraftReleases)),
            Row("releases marked as prereleases", c => YesOrNo(c.Prereleases)),
            Row("files of releases", c => YesOrNo(c.Assets)),
            Row("tell other repositories", c => YesOrNo(c.Dispatch)),
            Row("statuses of commits", c => YesOrNo(c.Statuses)),
            Row("longest description, characters", c => Number(c.LongestBody)),
            Row("longest notes of a release, characters", c => Number(c.LongestNotes)),
        ];
        return string.Concat(rows.Select(row => row + "\n"));
    }

    private static string Row(string name, Func<ForgeCapabilities, string> cell) => $"| {name} | {string.Join(" | ", Forges.Select(cell))} |";

    private static string YesOrNo(bool can) => can ? "yes" : "no";

    private static string Number(int number) => number == 0 ? "—" : number.ToString("N0", CultureInfo.InvariantCulture);
}
