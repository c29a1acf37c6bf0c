using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Locks;

/// <summary>Lock files change as the clients themselves change them, in the entries of our own packages.</summary>
public sealed class LockEditTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases => LockCase.All.Select(c => new TheoryDataRow<string, string>(c.Format, c.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheWorkspaceBecomesWhatItIsAfterTheRelease(string format, string name)
    {
        using var workspace = new LockCase(format, name);
        var changes = workspace.Changes();
        changes.Select(c => c.Key).ShouldContain(workspace.LockFile);
        foreach (var file in changes)
        {
            workspace.Edit(file.Key, workspace.Before(file.Key), file).ShouldBe(workspace.After(file.Key), $"{file.Key} of {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DoingItAgainChangesNothing(string format, string name)
    {
        using var workspace = new LockCase(format, name);
        var changes = workspace.Changes()[workspace.LockFile];
        workspace.Edit(workspace.LockFile, workspace.After(workspace.LockFile), changes).ShouldBe(workspace.After(workspace.LockFile));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LineEndsAndByteOrderMarksStay(string format, string name)
    {
        using var workspace = new LockCase(format, name);
        var changes = workspace.Changes()[workspace.LockFile].ToArray();
        foreach (var form in new Func<string, string>[] { t => t.ReplaceLineEndings("\r\n"), t => "\uFEFF" + t, t => "\uFEFF" + t.ReplaceLineEndings("\r\n") })
        {
            workspace.Edit(workspace.LockFile, form(workspace.Before(workspace.LockFile)), changes).ShouldBe(form(workspace.After(workspace.LockFile)));
        }
    }

    [Theory]
    [InlineData("pnpm-lock", "version-9", "# @acme/core ^2.1.2: 2.1.2")]
    [InlineData("pnpm-lock", "catalogs", "# specifier: ^2.1.2")]
    [InlineData("yarn-lock", "berry", "# \"@acme/core@npm:^2.1.2\": 2.1.2")]
    [InlineData("uv-lock", "workspace", "# version = \"2.0.0rc1\"")]
    public void CommentsStay(string format, string name, string comment)
    {
        using var workspace = new LockCase(format, name);
        string Commented(string text) => string.Join('\n', text.Split('\n').SelectMany(line => line.Length == 0 ? [comment, line] : new[] { line }));
        workspace.Edit(workspace.LockFile, Commented(workspace.Before(workspace.LockFile)), workspace.Changes()[workspace.LockFile])
            .ShouldBe(Commented(workspace.After(workspace.LockFile)));
    }

    [Fact]
    public void TheOrderOfSectionsDoesNotMatter()
    {
        using var workspace = new LockCase("pnpm-lock", "catalogs");
        static string Reversed(string text) => string.Join("\n\n", text.TrimEnd().Split("\n\n").Aggregate(new List<string>(), (sections, part) =>
        {
            if (part[0] == ' ')
            {
                sections[^1] += "\n\n" + part;
            }
            else
            {
                sections.Add(part);
            }

            return sections;
        }).AsEnumerable().Reverse()) + "\n";
        workspace.Edit(workspace.LockFile, Reversed(workspace.Before(workspace.LockFile)), workspace.Changes()[workspace.LockFile])
            .ShouldBe(Reversed(workspace.After(workspace.LockFile)));
    }

    /// <summary>A lock file that was made for something else is its client's to mend; what does not say the old range is not ours to change.</summary>
    [Theory]
    [InlineData("package-lock.json", """{ "packages": { "a": { "name": "a", "dependencies": { "b": "^0.9.0" } } } }""")]
    [InlineData("package-lock.json", """{ "packages": { "node_modules/a": { "name": "a", "version": "1.0.0", "dependencies": { "b": "^1.0.0" } } } }""")]
    [InlineData("package-lock.json", """{ "packages": { "x/node_modules/a": { "version": "1.0.0", "dependencies": { "b": "^1.0.0" } } } }""")]
    [InlineData("package-lock.json", """{ "dependencies": { "a": { "version": "1.0.0", "requires": { "b": "^1.0.0" } } } }""")]
    [InlineData("package-lock.json", "[]")]
    [InlineData("bun.lock", """{ "packages": { "a": ["a@1.0.0", "", { "dependencies": { "b": "^1.0.0" } }, "sha512"], }, }""")]
    [InlineData("bun.lock", """{ "packages": { "a": ["a@1.0.0", { "dependencies": { "b": "^1.0.0" } }], }, }""")]
    [InlineData("pnpm-lock.yaml", "importers:\n  b:\n    dependencies:\n      b:\n        specifier: ^1.0.0\npackages:\n  a@1.0.0:\n    dependencies:\n      b: ^1.0.0\n")]
    [InlineData("pnpm-lock.yaml", "importers:\n  a:\n    devDependencies:\n      b:\n        specifier: ^1.0.0\n    dependencies:\n      c:\n        specifier: ^1.0.0\n")]
    [InlineData("yarn.lock", "\"a@npm:^1.0.0\":\n  version: 1.0.0\n  resolution: \"a@npm:1.0.0\"\n  dependencies:\n    b: \"npm:^1.0.0\"\n")]
    [InlineData("yarn.lock", "# yarn lockfile v1\n\na@^1.0.0:\n  version \"1.0.0\"\n  dependencies:\n    b \"^1.0.0\"\n")]
    public void WhatIsNotOursStays(string file, string text)
    {
        var path = RelativePath.Parse(file);
        using var workspace = new LockCase("package-lock", "version-3");
        workspace.Edit(path, text, [
            new LockChange(path, Id("a"), "1.0.0", "2.0.0"),
            new LockRangeChange(path, Id("a"), RelativePath.Parse("a"), Id("b"), DependencyKind.Runtime, "^1.0.0", "^2.0.0"),
        ]).ShouldBe(text);
    }

    [Theory]
    [InlineData("package-lock.json", """{"name":"a","version":"1.0.0","packages":{"":{"name":"a","version":"1.0.0"}}}""", """{"name":"a","version":"2.0.0","packages":{"":{"name":"a","version":"2.0.0"}}}""")]
    [InlineData("package-lock.json", """{"packages":{"x/a":{"version":"0.1.0","dependencies":{"z":"npm:b@^1.0.0"}}}}""", """{"packages":{"x/a":{"version":"2.0.0","dependencies":{"z":"npm:b@^1.0.0"}}}}""")]
    [InlineData("package-lock.json", """{"packages":{"x/a":{"version":"1.0.0","dependencies":{"b":"\u005e1.0.0"}}}}""", """{"packages":{"x/a":{"version":"2.0.0","dependencies":{"b":"^2.0.0"}}}}""")]
    [InlineData("bun.lock", """{"workspaces":{"a":{"name":"a","version":"1.0.0",}},"packages":{"a":["a@workspace:a",{"dependencies":{"b":"^1.0.0"}}]}}""", """{"workspaces":{"a":{"name":"a","version":"2.0.0",}},"packages":{"a":["a@workspace:a",{"dependencies":{"b":"^2.0.0"}}]}}""")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: 5.4\nimporters:\n  a:\n    specifiers:\n      b: ^1.0.0\n    dependencies:\n      b: link:../b\n", "lockfileVersion: 5.4\nimporters:\n  a:\n    specifiers:\n      b: ^2.0.0\n    dependencies:\n      b: link:../b\n")]
    [InlineData("pnpm-lock.yaml", "importers:\n  .: {}\n---\nimporters:\n  a:\n    dependencies:\n      b: { specifier: '^1.0.0', version: 'link:../b' }\n", "importers:\n  .: {}\n---\nimporters:\n  a:\n    dependencies:\n      b: { specifier: '^2.0.0', version: 'link:../b' }\n")]
    [InlineData("yarn.lock", "\"a@workspace:a\":\n  resolution: \"a@workspace:a\"\n  dependencies:\n    b: ^1.0.0\n\n\"b@^1.0.0, b@workspace:b\":\n  resolution: \"b@workspace:b\"\n", "\"a@workspace:a\":\n  resolution: \"a@workspace:a\"\n  dependencies:\n    b: ^2.0.0\n\n\"b@^1.0.0, b@workspace:b\":\n  resolution: \"b@workspace:b\"\n")]
    [InlineData("yarn.lock", "\"a@workspace:a\":\n  resolution: \"a@workspace:a\"\n  dependencies:\n    b: ^1.0.0\n\n\"b@npm:^1.0.0, b@workspace:b\":\n  resolution: \"b@workspace:b\"\n", "\"a@workspace:a\":\n  resolution: \"a@workspace:a\"\n  dependencies:\n    b: ^2.0.0\n\n\"b@npm:^2.0.0, b@workspace:b\":\n  resolution: \"b@workspace:b\"\n")]
    [InlineData("yarn.lock", "\"a@workspace:a\":\n  resolution: \"a@workspace:a\"\n  dependencies:\n    b: \"npm:^1.0.0\"\n\n? \"b@npm:^1.0.0, b@workspace:b\"\n:\n  resolution: \"b@workspace:b\"\n\n\"c@npm:1\":\n  resolution: \"c@npm:1\"\n  dependencies:\n    b: \"npm:^1.0.0\"\n", "\"a@workspace:a\":\n  resolution: \"a@workspace:a\"\n  dependencies:\n    b: \"npm:^2.0.0\"\n\n? \"b@npm:^1.0.0, b@npm:^2.0.0, b@workspace:b\"\n:\n  resolution: \"b@workspace:b\"\n\n\"c@npm:1\":\n  resolution: \"c@npm:1\"\n  dependencies:\n    b: \"npm:^1.0.0\"\n")]
    public void OlderAndOtherFormsAreKnown(string file, string text, string expected)
    {
        var path = RelativePath.Parse(file);
        using var workspace = new LockCase("package-lock", "version-3");
        workspace.Edit(path, text, [
            new LockChange(path, Id("a"), "1.0.0", "2.0.0"),
            new LockRangeChange(path, Id("a"), RelativePath.Parse("a"), Id("b"), DependencyKind.Runtime, "^1.0.0", "^2.0.0"),
        ]).ShouldBe(expected);
    }

    private static PackageId Id(string name) => new("npm", name);
}
