using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Templates;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Templates;

public sealed class TemplateStyleTests : IDisposable
{
    private static readonly ChangelogEntry Entry = new()
    {
        Package = "core",
        Version = "1.2.0",
        Date = "2026-01-31",
        Changes =
        [
            new ChangelogChange("add <b> & [c]", BumpLevel.Minor) { Type = "feat", Commit = "0123456789", References = [new ChangelogReference("12")] },
            new ChangelogChange("**Mend** \"d\"", BumpLevel.Patch) { IsMarkdown = true },
        ],
        Dependencies = [new ChangelogDependency("base", "1.0.0", "1.0.1")],
    };

    private readonly ScratchDirectory _folder = new();

    [Fact]
    public void TheTemplateWritesWhatStandsBelowTheHeading()
    {
        var style = Load(
            """
            {{#each changes}}
            * {{#if type}}{{type}}: {{/if}}{{{markdown}}}{{#each references}} #{{number}}{{/each}}{{#if shortCommit}} ({{shortCommit}}){{/if}}
            {{/each}}
            {{#each dependencies}}
            * {{name}} {{from}} -> {{to}}
            {{/each}}
            """);
        const string Body = "* feat: add &lt;b> & \\[c\\] #12 (0123456)\n* **Mend** \"d\"\n* base 1.0.0 -> 1.0.1\n";
        style.RenderBody(Entry).ShouldBe(Body);
        style.Render(Entry).ShouldBe("## 1.2.0 (2026-01-31)\n\n" + Body);
        style.Insert("# Changelog\n\n## 1.1.0\n", Entry).ShouldBe("# Changelog\n\n## 1.2.0 (2026-01-31)\n\n" + Body + "\n## 1.1.0\n");
    }

    [Fact]
    public void ValuesAreEscapedForMarkdownNotForHtml() => Load("{{#each changes}}{{text}}\n{{/each}}").RenderBody(Entry).ShouldBe("add &lt;b> & \\[c\\]\n\\*\\*Mend\\*\\* \"d\"\n");

    [Fact]
    public void SectionsAreThoseOfConventionalCommits() =>
        Load("{{#each sections}}{{title}}:{{#each items}} {{{markdown}}};{{/each}}\n{{/each}}").RenderBody(Entry)
            .ShouldBe("Features: - add &lt;b> & \\[c\\] (#12) (0123456);\nBug Fixes: - **Mend** \"d\";\nDependencies: - base 1.0.0 -> 1.0.1;\n");

    [Fact]
    public void TheExampleOfTheGuideWorks()
    {
        var guide = File.ReadAllText(TestAssets.PathOf("..", "docs", "changelogs.md")).ReplaceLineEndings("\n");
        var template = guide.Split("<!-- example: template -->\n```handlebars\n")[1].Split("```")[0];
        Load(template).RenderBody(Entry).ShouldBe("* add &lt;b> & \\[c\\] (0123456)\n* **Mend** \"d\"\n* base is now 1.0.1\n");
        var names = guide.Split("| Name | Value |")[1].Split("\n\n")[0];
        foreach (var name in EntryModel.Names)
        {
            names.ShouldContain($"`{name}`");
        }
    }

    [Theory]
    [InlineData("{{#each changes}}\n{{text}}", 1)]
    [InlineData("fine\n{{#if}}\n{{/unless}}\n", 2)]
    [InlineData("\n {{verison}}", 2)]
    [InlineData("{{> ../../etc/passwd}}", 0)]
    [InlineData("{{> other}}", 0)]
    public void AMistakeIsNamedWithItsPlace(string template, int line)
    {
        var problem = Should.Throw<ReleaseException>(() => Load(template).RenderBody(Entry)).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHANGELOG-TEMPLATE");
        problem.Location!.File.ShouldBe("changelog.hbs");
        if (line > 0)
        {
            problem.Location.Line.ShouldBe(line);
        }
    }

    [Fact]
    public void AMissingTemplateIsAnError() => Should.Throw<ReleaseException>(
            () => TemplateStyle.Load(new WorkspaceFileSystem(_folder.Path), RelativePath.Parse("none.hbs"), new ConventionalStyle()))
        .Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-CHANGELOG-TEMPLATE");

    public void Dispose() => _folder.Dispose();

    private TemplateStyle Load(string template)
    {
        _folder.Write("changelog.hbs", template);
        return TemplateStyle.Load(new WorkspaceFileSystem(_folder.Path), RelativePath.Parse("changelog.hbs"), new ConventionalStyle());
    }
}
