using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Go;
using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Engine.Tests.Contracts.Go;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Go;

public sealed class GoDiscoveryTests : IDisposable
{
    private readonly ContractTree _tree = new(new GoFixture());

    [Fact]
    public async Task WithoutAGoWorkEveryModuleIsFoundAndSiblingsComeFromTheProxy()
    {
        File.Delete(Path.Combine(_tree.Path, "go.work"));
        _tree.Write("vendor/example.com/other/go.mod", "module example.com/other\n");
        _tree.Write("contract-base/testdata/go.mod", "module example.com/data\n");
        _tree.Write("_old/go.mod", "module example.com/old\n");
        (await FindAsync()).ShouldBe(["go:example.com/contract-base", "go:example.com/contract-top"]);
        (await TopAsync()).Dependencies.Single().Source.ShouldBe(DependencySource.Registry);
    }

    [Theory]
    [InlineData("replace example.com/contract-base => ../contract-base", DependencySource.Workspace)]
    [InlineData("replace example.com/contract-base v1.0.0 => ../contract-base/", DependencySource.Workspace)]
    [InlineData("replace (\n\texample.com/contract-base => ../elsewhere\n)", DependencySource.Registry)]
    [InlineData("replace example.com/contract-base => example.com/fork v1.0.0", DependencySource.Registry)]
    public async Task AReplacementByTheSiblingsFolderMakesTheEdgeInternal(string line, DependencySource expected)
    {
        File.Delete(Path.Combine(_tree.Path, "go.work"));
        _tree.Write("contract-top/go.mod", _tree.Read("contract-top/go.mod") + "\n" + line + "\n");
        (await TopAsync()).Dependencies.Single().Source.ShouldBe(expected);
    }

    [Fact]
    public async Task BelowAGoWorkOnlyWhatItUsesIsAMember()
    {
        _tree.Write("examples/go.mod", "module example.com/examples\n");
        _tree.Write("tools/go.work", "go 1.21\nuse ./a\n");
        _tree.Write("tools/a/go.mod", "module example.com/tools/a\n");
        _tree.Write("tools/b/go.mod", "module example.com/tools/b\n");
        (await FindAsync()).ShouldBe(["go:example.com/contract-base", "go:example.com/contract-top", "go:example.com/tools/a"]);
    }

    [Fact]
    public async Task AFolderThatAGoWorkUsesHoldsAModule()
    {
        _tree.Write("go.work", "go 1.21\n\nuse ./nowhere\n");
        var problem = (await Should.ThrowAsync<ReleaseException>(FindAsync)).Diagnostics.ShouldHaveSingleItem();
        (problem.Code, problem.Location!.File, problem.Location.Line).ShouldBe((ManifestCodes.Invalid.Code, "go.work", 3));
    }

    [Theory]
    [InlineData("module example.com/contract-base/v3\n", "contract-base", "3.0.0", "{directory}/v{version}")]
    [InlineData("module \"example.com/contract-base\"\n", "contract-base", "0.1.0", "{directory}/v{version}")]
    public async Task TheSuffixOfTheMajorVersionIsNoPartOfTheId(string manifest, string directory, string version, string format)
    {
        _tree.Write("contract-base/go.mod", manifest);
        var package = (await _tree.DiscoverAsync(Adapter)).Find(PackageId.Parse("go:example.com/contract-base")).ShouldNotBeNull();
        (package.Directory.Value, package.Version, package.Tagging!.Format).ShouldBe((directory, version, format));
    }

    [Fact]
    public async Task AFolderForAMajorVersionIsNoPartOfTheTagAndBothMajorsArePackages()
    {
        _tree.Write("go.work", "go 1.21\nuse (\n\t./contract-base\n\t./contract-base/v2\n)\n");
        _tree.Write("contract-base/v2/go.mod", "module example.com/contract-base/v2\n");
        var workspace = await _tree.DiscoverAsync(Adapter);
        workspace.Packages.Select(p => $"{p.Id} {p.Tagging!.Format}").ShouldBe(
            ["go:example.com/contract-base {directory}/v{version}", "go:example.com/contract-base/v2 contract-base/v{version}"]);
    }

    [Fact]
    public async Task AModuleWithoutADomainIsNotPublished()
    {
        _tree.Write("contract-base/go.mod", "module base\n");
        var package = (await _tree.DiscoverAsync(Adapter)).Find(PackageId.Parse("go:base")).ShouldNotBeNull();
        (package.Publishable, package.NotPublishableReason).ShouldBe((false, "its path 'base' begins with no domain, so that nobody can fetch it"));
    }

    [Theory]
    [InlineData("contract-base/go.mod", "example.com/contract-base", true)]
    [InlineData("contract-base/go.mod", "example.com/elsewhere", false)]
    [InlineData("contract-base/go.mod", "example.com/mycontract-base", false)]
    [InlineData("go.mod", "example.com/anything", true)]
    public async Task AModuleIsFoundByItsPathOnlyInTheFolderThatThePathNames(string manifest, string path, bool expected)
    {
        File.Delete(Path.Combine(_tree.Path, "go.work"));
        _tree.Write(manifest, $"module {path}\n");
        var package = (await _tree.DiscoverAsync(Adapter)).Find(new PackageId("go", path)).ShouldNotBeNull();
        package.Publishable.ShouldBe(expected, package.NotPublishableReason);
        package.IsPrivate.ShouldBeFalse();
    }

    [Fact]
    public async Task ExamplesThatShareANameAreLeftOutButOne()
    {
        File.Delete(Path.Combine(_tree.Path, "go.work"));
        _tree.Write("examples/a/go.mod", "module example\n");
        _tree.Write("examples/b/go.mod", "module example\n");
        _tree.Write("examples/c/go.mod", "module example.com/contract-base\n");
        var found = (await _tree.DiscoverAsync(Adapter)).Packages;
        found.Select(p => $"{p.Id} {p.Directory}").ShouldBe(["go:example examples/a", "go:example.com/contract-base contract-base", "go:example.com/contract-top contract-top"]);
    }

    [Fact]
    public async Task TestDataThatAModuleRequiresFromItsFolderIsAModule()
    {
        File.Delete(Path.Combine(_tree.Path, "go.work"));
        _tree.Write("contract-base/testdata/go.mod", "module example.com/contract-base/testdata\nrequire example.com/contract-base v0.1.0\n");
        _tree.Write("contract-base/testdata/other/go.mod", "module example.com/other\n");
        _tree.Write("contract-base/go.mod", "module example.com/contract-base\nrequire example.com/contract-base/testdata v0.1.0\nreplace example.com/contract-base/testdata => ./testdata\n");
        (await FindAsync()).ShouldBe(["go:example.com/contract-base", "go:example.com/contract-base/testdata", "go:example.com/contract-top"]);
    }

    [Fact]
    public async Task WhatAGoWorkUsesIsAMemberWhateverItsFolderIsCalled()
    {
        _tree.Write("go.work", "go 1.21\nuse (\n\t./_tools\n\t./ignored\n\t../outside\n)\n");
        _tree.Write("_tools/go.mod", "module example.com/_tools\n");
        _tree.Ignore("ignored/go.mod", "module example.com/ignored\n");
        (await FindAsync()).ShouldBe(["go:example.com/_tools"]);
    }

    [Theory]
    [InlineData("go.mod has two modules", "module a.b/c\nmodule a.b/d\n", 2)]
    [InlineData("no module", "go 1.21\n", 1)]
    [InlineData("an unknown directive", "module a.b/c\n\nrequires a.b/d v1.0.0\n", 3)]
    [InlineData("an open block", "module a.b/c\nrequire (\n", 2)]
    [InlineData("a stray parenthesis", "module a.b/c\n)\n", 2)]
    [InlineData("an open quote", "module \"a.b/c\n", 1)]
    [InlineData("an escape", "module \"a.b\\u0063\"\n", 1)]
    [InlineData("a replacement without arrow", "module a.b/c\nreplace a.b/d ../d\n", 2)]
    [InlineData("a block in one line", "module a.b/c\nrequire ( a.b/d v1.0.0 )\n", 2)]
    public async Task WhatBreaksTheGrammarIsToldWithItsLine(string what, string text, int line)
    {
        _tree.Write("contract-base/go.mod", text);
        var problem = (await Should.ThrowAsync<ReleaseException>(FindAsync, what)).Diagnostics.ShouldHaveSingleItem();
        (problem.Code, problem.Location!.Line).ShouldBe((ManifestCodes.Syntax.Code, line), what);
    }

    [Fact]
    public async Task TheGoCommandSeesTheSameModulesAndRequirements()
    {
        Tool.Require("go");
        _tree.Write("contract-base/go.mod", "module example.com/contract-base // the lower one\n\ngo 1.21\n\nretract (\n\tv0.9.0 // broken\n\t[v0.1.0, v0.2.0]\n)\n");
        _tree.Write("contract-top/go.mod", "module example.com/contract-top\n\ngo 1.21\n\nrequire (\n\texample.com/contract-base v1.0.0 // indirect; was direct\n)\n\nexclude example.com/contract-base v0.1.0\n");
        var listed = CommandLine.Run(_tree.Path, "go", ["list", "-m", "-json"], Isolated);
        listed.ExitCode.ShouldBe(0, listed.Output);
        var modules = listed.Output.Split("\n}\n", StringSplitOptions.RemoveEmptyEntries).Select(text => JsonDocument.Parse(text.TrimEnd().TrimEnd('}') + "}").RootElement)
            .Select(m => (m.GetProperty("Path").GetString()!, Path.GetRelativePath(_tree.Path, m.GetProperty("Dir").GetString()!))).ToArray();
        (await _tree.DiscoverAsync(Adapter)).Packages.Select(p => (p.Name, p.Directory.Value)).ShouldBe(modules, ignoreOrder: true);

        var edited = CommandLine.Run(Path.Combine(_tree.Path, "contract-top"), "go", ["mod", "edit", "-json"], Isolated);
        var required = JsonDocument.Parse(edited.Output).RootElement.GetProperty("Require").EnumerateArray()
            .Select(r => (r.GetProperty("Path").GetString()!, r.GetProperty("Version").GetString()!)).ToArray();
        (await TopAsync()).Dependencies.Select(d => (d.Id.Name, d.Range)).ShouldBe(required);
    }

    public void Dispose() => _tree.Dispose();

    private static Ecosystems.EcosystemAdapter Adapter { get; } = Releasing.TestEcosystems.Catalog[GoEcosystem.Id];

    private static Dictionary<string, string?> Isolated { get; } = new() { ["GOFLAGS"] = "", ["GOPROXY"] = "off", ["GOTOOLCHAIN"] = "local", ["GOENV"] = "off" };

    private async Task<string[]> FindAsync() => [.. (await _tree.DiscoverAsync(Adapter)).Packages.Select(p => p.Id.ToString())];

    private async Task<Package> TopAsync() => (await _tree.DiscoverAsync(Adapter)).Find(PackageId.Parse("go:example.com/contract-top")).ShouldNotBeNull();
}
