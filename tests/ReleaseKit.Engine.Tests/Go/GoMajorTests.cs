using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Go.Modules;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Tests.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Go;

/// <summary>Major releases, which change the path of a module.</summary>
public sealed class GoMajorTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task PathRequirementsAndImportsChangeAndNothingElse()
    {
        Modules();
        await ApplyAsync();
        Read("base/go.mod").ShouldBe("module example.com/mono/base/v2 // the lower one\n\ngo 1.21\n");
        Read("base/base.go").ShouldBe("// Package base imports \"example.com/mono/base/inner\".\npackage base\n\nimport `example.com/mono/base/v2/inner`\n\nvar Path = \"example.com/mono/base/inner\" + inner.Text\n");
        Read("base/nested/nested.go").ShouldContain("\"example.com/mono/base/nested/x\"");
        Read("top/go.mod").ShouldBe(
            "module example.com/mono/top\n\ngo 1.21\n\nrequire (\n\texample.com/mono/base/v2 v2.0.0 // indirect\n\texample.com/mono/base/nested v1.0.0\n)\n\nreplace example.com/mono/base/v2 => ../base\n");
        Read("top/top.go").ShouldBe(
            "package top\r\n\r\nimport (\r\n\t\"fmt\"\r\n\t. \"example.com/mono/base/v2\" // all of it\r\n\tinner \"example.com/mono/base/v2/inner\"\r\n\t_ \"example.com/mono/base/nested\"\r\n\t_ \"example.com/mono/basement\"\r\n)\r\n");
        (await ApplyAsync(again: true)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheGoCommandCompilesWhatWasEdited()
    {
        Tool.Require("go");
        Modules();
        _workspace.Write("top/top.go", "package top\n\nimport \"example.com/mono/base\"\n\nvar Path = base.Path\n");
        _workspace.Write("top/go.mod", "module example.com/mono/top\n\ngo 1.21\n\nrequire example.com/mono/base v1.2.0\n");
        _workspace.Write("base/nested/nested.go", "package nested\n");
        await ApplyAsync();
        var built = CommandLine.Run(Path.Combine(_workspace.Root, "top"), "go", ["build", "./..."], new Dictionary<string, string?> { ["GOFLAGS"] = "", ["GOPROXY"] = "off", ["GOTOOLCHAIN"] = "local", ["GOENV"] = "off" });
        built.ExitCode.ShouldBe(0, built.Output);
    }

    [Fact]
    public async Task AFolderForAMajorVersionCannotHoldTheNext()
    {
        _workspace.Write("base/v2/go.mod", "module example.com/mono/base/v2\n").Initialize("base/v2.1.0").Commit("feat!: break", "base/v2/x.go");
        var problem = (await Should.ThrowAsync<ReleaseException>(() => ApplyAsync())).Diagnostics.ShouldHaveSingleItem();
        (problem.Code, problem.Location!.File).ShouldBe((ManifestCodes.Invalid.Code, "base/v2/go.mod"));
    }

    [Theory]
    [InlineData("package a\nimport \"b\"; import (`c`; d \"e\")\nvar x = \"f\"", "b c e")]
    [InlineData("/* import \"x\" */ package a // import \"y\"\n\nimport /* z */ \"b\"\n", "b")]
    [InlineData("package a\n\nfunc f() {}\nimport \"b\"\n", "")]
    [InlineData("package a\nimport (\n", "")]
    [InlineData("package a\nimport \"b\n", "")]
    [InlineData("package a\nimport b\n", "")]
    [InlineData("not go", "")]
    [InlineData("", "")]
    public void ImportsStandBeforeEverythingElse(string code, string expected) =>
        string.Join(' ', GoImports.Read(new SourceText("a.go", code)).Select(import => import.Text)).ShouldBe(expected);

    public void Dispose() => _workspace.Dispose();

    private void Modules()
    {
        _workspace
            .Write("go.work", "go 1.21\nuse (\n\t./base\n\t./base/nested\n\t./top\n)\n")
            .Write("base/go.mod", "module example.com/mono/base // the lower one\n\ngo 1.21\n")
            .Write("base/base.go", "// Package base imports \"example.com/mono/base/inner\".\npackage base\n\nimport `example.com/mono/base/inner`\n\nvar Path = \"example.com/mono/base/inner\" + inner.Text\n")
            .Write("base/inner/inner.go", "package inner\n\nconst Text = \"\"\n")
            .Write("base/nested/go.mod", "module example.com/mono/base/nested\n\ngo 1.21\n")
            .Write("base/nested/nested.go", "package nested\n\nimport _ \"example.com/mono/base/nested/x\"\n")
            .Write("top/go.mod", "module example.com/mono/top\n\ngo 1.21\n\nrequire (\n\texample.com/mono/base v1.2.0 // indirect\n\texample.com/mono/base/nested v1.0.0\n)\n\nreplace example.com/mono/base => ../base\n")
            .Write("top/top.go", "package top\r\n\r\nimport (\r\n\t\"fmt\"\r\n\t. \"example.com/mono/base\" // all of it\r\n\tinner \"example.com/mono/base/inner\"\r\n\t_ \"example.com/mono/base/nested\"\r\n\t_ \"example.com/mono/basement\"\r\n)\r\n")
            .Initialize("base/v1.2.0", "base/nested/v1.0.0", "top/v1.0.0");
        _workspace.Commit("feat!: break", "base/inner/doc.txt");
    }

    private async Task<IReadOnlyList<RelativePath>> ApplyAsync(bool again = false)
    {
        var discovered = await _workspace.DiscoverAsync();
        _plan = again ? _plan : (await _workspace.PlanAsync()).Plan;
        var files = new WorkspaceFileSystem(_workspace.Root);
        var listing = _workspace.Git("ls-files").Split('\n').Select(RelativePath.Parse);
        var effects = new PlanApplication(files, TestEcosystems.Catalog) { Listing = [.. listing] }.Prepare(_plan!, discovered.Workspace, notes: null);
        foreach (var effect in effects)
        {
            _workspace.Write(effect.File.Value, effect.After!);
        }

        return [.. effects.Select(e => e.File)];
    }

    private Core.Planning.ReleasePlan? _plan;

    private string Read(string path) => File.ReadAllText(Path.Combine(_workspace.Root, path));
}
