using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Documents;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class ChangesetsStyleTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Read("changesets.json").Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ChangelogsAreThoseOfChangesetsToTheByte(int index)
    {
        var item = Read("changesets.json")[index];
        var entry = new ChangelogEntry
        {
            Package = "@acme/a",
            Version = "1.1.0",
            Date = "2026-01-31",
            Changes = [.. item.GetProperty("changes").EnumerateArray().Select(Change)],
            Dependencies = [.. item.GetProperty("dependencies").EnumerateArray().Select(Dependency)],
        };
        var existing = item.GetProperty("existing").GetString();
        Insert(ChangesetsLayout.Plain3, "plain3");
        Insert(ChangesetsLayout.Plain2, "plain2");
        Insert(ChangesetsLayout.Formatted2, "formatted2");

        void Insert(ChangesetsLayout layout, string expected)
        {
            var style = new ChangesetsStyle(layout);
            var text = style.Insert(existing, entry);
            text.ShouldBe(item.GetProperty(expected).GetString(), layout.ToString());
            style.Insert(text, entry).ShouldBe(text);
        }
    }

    [Fact]
    public void TextsAreLaidOutAsPrettierDoes()
    {
        foreach (var item in Read("prettier.json"))
        {
            MarkdownFormatter.Format(item.GetProperty("input").GetString()!).ShouldBe(item.GetProperty("output").GetString());
        }
    }

    [Fact]
    public void LineEndsOfTheFileAreKept() => new ChangesetsStyle(ChangesetsLayout.Plain3)
        .Insert("# a\r\n\r\n## 1.0.0\r\n", new ChangelogEntry { Package = "a", Version = "1.1.0", Date = "2026-01-31" })
        .ShouldBe("# a\r\n\r\n## 1.1.0\r\n\r\nNo changes in this release.\r\n\r\n## 1.0.0\r\n");

    private static JsonElement[] Read(string file) =>
        [.. JsonDocument.Parse(File.ReadAllText(TestAssets.PathOf("changelogs", file))).RootElement.EnumerateArray()];

    private static ChangelogChange Change(JsonElement item) =>
        new(item.GetProperty("text").GetString()!, DocumentNames.Bumps.Single(b => b.Value == item.GetProperty("level").GetString()).Key)
        {
            IsMarkdown = true,
            ChangeFile = item.GetProperty("file").GetString(),
            Commit = item.GetProperty("commit").GetString(),
        };

    private static ChangelogDependency Dependency(JsonElement item) => new(
        item.GetProperty("name").GetString()!, item.GetProperty("from").GetString(), item.GetProperty("to").GetString()!,
        [.. item.GetProperty("sources").EnumerateArray().Select(s => new ChangelogSource(s.GetProperty("file").GetString()!, s.GetProperty("commit").GetString()))]);
}
