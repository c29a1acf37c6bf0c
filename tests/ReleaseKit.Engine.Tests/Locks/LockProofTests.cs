using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Locks;

/// <summary>An edit that moves anything of a third party is refused, in every format; the edits that are made move nothing.</summary>
public sealed partial class LockProofTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases => LockCase.All.Select(c => new TheoryDataRow<string, string>(c.Format, c.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void WhatAReleaseChangesIsOursAlone(string format, string name)
    {
        using var workspace = new LockCase(format, name);
        var (before, after) = (new SourceText(workspace.LockFile.Value, workspace.Before(workspace.LockFile)), new SourceText(workspace.LockFile.Value, workspace.After(workspace.LockFile)));
        before.Text.ShouldNotBe(after.Text);
        workspace.Guard().Judge(before, after, [.. workspace.Changes()[workspace.LockFile]]).ShouldBeEmpty();
    }

    /// <summary>Whichever version, range or digest of the file is not among what the release changes, changing it is found, on its line.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void WhatIsNotOursCannotMoveUnseen(string format, string name)
    {
        using var workspace = new LockCase(format, name);
        var before = new SourceText(workspace.LockFile.Value, workspace.Before(workspace.LockFile));
        string[] old = before.Text.Split('\n'), now = workspace.After(workspace.LockFile).Split('\n');
        old.Length.ShouldBe(now.Length);
        var changes = workspace.Changes()[workspace.LockFile].ToArray();
        var guard = workspace.Guard();
        var tried = 0;
        for (var i = 0; i < old.Length; i++)
        {
            if (old[i] == now[i] && workspace.IsOfThirdParty(i) && Digits().Replace(old[i], m => m.Value == "9" ? "8" : "9", 1) is var moved && moved != old[i])
            {
                var after = new SourceText(before.Path, string.Join('\n', now.Select((line, at) => at == i ? moved : line)));
                var problems = guard.Judge(before, after, changes);
                problems.ShouldNotBeEmpty($"{before.Path}({i + 1}): {moved}");
                problems.ShouldAllBe(p => p.Code == "RK-LOCK-MOVED");
                problems[0].Location!.ShouldSatisfyAllConditions(l => l.File.ShouldBe(before.Path), l => l.Line.ShouldBe(i + 1));
                tried++;
            }
        }

        // The .NET workspace needs nothing from elsewhere; the next test has such a file.
        (tried > 0 || format == "packages-lock").ShouldBeTrue();
    }

    [Theory]
    [InlineData("nuget", "src/packages.lock.json", """
        { "version": 1, "dependencies": { "net10.0": {
          "Json": { "type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0", "contentHash": "aa==" },
          "acme.app": { "type": "Project", "dependencies": {
            "Acme.Core": "[1.0.0, )",
            "Json": "[1.0.0, )" } },
          "acme.core": { "type": "Project" } } } }
        """, 2, 5)]
    [InlineData("cargo", "Cargo.lock", "version = 4\n\n[[package]]\nname = \"acme-core\"\nversion = \"1.0.0\"\ndependencies = [\n \"serde 1.0.0\",\n]\n\n[[package]]\nname = \"serde\"\nversion = \"1.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"11\"\n", 7, 12, 14)]
    [InlineData("dart", "pubspec.lock", "packages:\n  acme_core:\n    dependency: \"direct main\"\n    description:\n      path: \"../core\"\n      relative: true\n    source: path\n    version: \"1.0.0\"\n  http:\n    dependency: transitive\n    description:\n      name: http\n      sha256: \"11\"\n      url: \"https://pub.dev\"\n    source: hosted\n    version: \"1.0.0\"\nsdks:\n  dart: \">=3.1.0\"\n", 13, 16, 18)]
    [InlineData("npm", "yarn.lock", "# yarn lockfile v1\n\n\nms@^1.0.0:\n  version \"1.0.0\"\n  resolved \"https://registry.yarnpkg.com/ms/-/ms-1.0.0.tgz#11\"\n  integrity sha512-11\n", 4, 5, 6, 7)]
    [InlineData("npm", "pnpm-lock.yaml", "lockfileVersion: '6.0'\n\ndependencies:\n  ms:\n    specifier: ^1.0.0\n    version: 1.0.0\n\npackages:\n\n  /ms@1.0.0:\n    resolution: {integrity: sha512-11}\n", 1, 5, 6, 10, 11)]
    public void EveryLineOfAThirdPartyCounts(string ecosystem, string path, string text, params int[] lines)
    {
        var before = new SourceText(path, text.ReplaceLineEndings("\n"));
        var guard = new LockGuard(LockCase.Catalog, new Workspace([]));
        var change = new LockChange(RelativePath.Parse(path), new PackageId(ecosystem, "acme-core"), "1.0.0", "2.0.0");
        var split = before.Text.Split('\n');
        foreach (var line in lines)
        {
            var after = new SourceText(path, string.Join('\n', split.Select((l, i) => i == line - 1 ? Digits().Replace(l, "7", 1) : l)));
            after.Text.ShouldNotBe(before.Text);
            var problems = guard.Judge(before, after, [change]);
            problems.ShouldNotBeEmpty($"line {line}");
            problems.ShouldAllBe(p => p.Code == "RK-LOCK-MOVED" && p.Location!.Line > 0);
        }

        guard.Judge(before, new SourceText(path, before.Text), [change]).ShouldBeEmpty();
    }

    [Fact]
    public void AnEntryMayNeitherComeNorGo()
    {
        const string two = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"x\"\n\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\nsource = \"x\"\n";
        var one = two[..two.LastIndexOf("\n[[", StringComparison.Ordinal)];
        var guard = new LockGuard(LockCase.Catalog, new Workspace([]));
        var change = new LockChange(RelativePath.Parse("Cargo.lock"), new PackageId("cargo", "own"), "1.0.0", "2.0.0");
        guard.Judge(new("Cargo.lock", two), new("Cargo.lock", one), [change]).Select(p => p.Message).ShouldAllBe(m => m.Contains("would be gone"));
        guard.Judge(new("Cargo.lock", one), new("Cargo.lock", two), [change]).Select(p => p.Message).ShouldAllBe(m => m.Contains("would be new"));
    }

    /// <summary>What an adapter does not read is held to its lines.</summary>
    [Fact]
    public void InAFormatThatNobodyReadsOnlyLinesThatNameAPackageMayChange()
    {
        const string text = "own:core:1.0.0=runtime\nother:thing:1.0.0=runtime\n";
        var guard = new LockGuard(LockCase.Catalog, new Workspace([]));
        var change = new LockChange(RelativePath.Parse("gems.lock"), new PackageId("npm", "own:core"), "1.0.0", "2.0.0");
        guard.Judge(new("gems.lock", text), new("gems.lock", text.Replace("core:1", "core:2", StringComparison.Ordinal)), [change]).ShouldBeEmpty();
        guard.Judge(new("gems.lock", text), new("gems.lock", text.Replace("1.0.0", "2.0.0", StringComparison.Ordinal)), [change]).ShouldHaveSingleItem().Location!.Line.ShouldBe(2);
        guard.Judge(new("gems.lock", text), new("gems.lock", text + "more\n"), [change]).ShouldHaveSingleItem();
    }

    [Fact]
    public void NothingIsWrittenWhenAnAdapterReachesTooFar()
    {
        using var folder = new ScratchDirectory();
        const string text = "{\n  \"packages\": {\n    \"core\": { \"name\": \"core\", \"version\": \"1.0.0\" },\n    \"node_modules/ms\": { \"version\": \"1.0.0\" }\n  }\n}\n";
        folder.Write("package-lock.json", text);
        var core = new PackageId("npm", "core");
        var file = RelativePath.Parse("package-lock.json");
        var plan = new ReleasePlan
        {
            Base = new string('a', 40),
            Date = "2026-03-01",
            Releases = [],
            OtherEdits = [new LockChange(file, core, "1.0.0", "2.0.0")],
            Order = [],
            Skipped = [],
        };
        var npm = LockCase.Catalog["npm"];
        var application = new PlanApplication(new WorkspaceFileSystem(folder.Path), new EcosystemCatalog([npm with { Workspace = new Greedy(npm.Workspace) }]));
        var problem = Should.Throw<ReleaseException>(() => application.Prepare(plan, new Workspace([]), notes: null)).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-LOCK-MOVED");
        problem.Location!.Line.ShouldBe(4);
        problem.Message.ShouldContain("node_modules/ms");
    }

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digits();
}
