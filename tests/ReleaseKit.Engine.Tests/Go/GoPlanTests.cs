using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.Go;

/// <summary>Versions that only tags tell.</summary>
public sealed class GoPlanTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task TheVersionIsThatOfTheNewestTagOfTheFolder()
    {
        Modules("base/v1.2.0", "base/v1.10.0", "top/v0.3.0", "v9.0.0").Commit("feat: x", "base/x.go");
        var computed = await _workspace.PlanAsync();
        computed.Summary().ShouldBe(["go:example.com/mono/base 1.10.0 → 1.11.0", "go:example.com/mono/top 0.3.0 → 0.3.1"]);
        var release = computed.Of("go:example.com/mono/base");
        release.Tag.ShouldBe("base/v1.11.0");
        release.Edits.ShouldBeEmpty();
        computed.Of("go:example.com/mono/top").Edits.ShouldHaveSingleItem().ShouldBeOfType<RangeChange>().To.ShouldBe("v1.11.0");
    }

    [Fact]
    public async Task WithoutATagAModuleBeginsAtTheFirstVersionOfItsPath()
    {
        Modules().Write("base/go.mod", "module example.com/mono/base/v3\n");
        _workspace.Commit("feat: x", "base/x.go");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["go:example.com/mono/base - → 3.0.0", "go:example.com/mono/top - → 0.1.0"]);
    }

    [Fact]
    public async Task APathThatWasRaisedByHandIsAheadOfItsTags()
    {
        Modules("base/v1.2.0", "top/v1.0.0").Write("base/go.mod", "module example.com/mono/base/v2\n");
        _workspace.Commit("feat!: raise the path", "base/x.go");
        (await _workspace.PlanAsync()).Of("go:example.com/mono/base").To.ShouldBe("2.0.0");
    }

    [Fact]
    public async Task TagsThatHeadDoesNotContainAreOfAnotherLine()
    {
        Modules("base/v1.2.0", "top/v1.0.0");
        _workspace.Git("checkout", "--quiet", "-b", "other");
        _workspace.Commit("feat: other", "base/y.go");
        _workspace.Git("tag", "-a", "base/v1.3.0", "-m", "other");
        _workspace.Git("checkout", "--quiet", "main");
        _workspace.Commit("fix: x", "base/x.go");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["go:example.com/mono/base 1.2.0 → 1.2.1", "go:example.com/mono/top 1.0.0 → 1.0.1"]);
    }

    [Fact]
    public async Task AModuleAtTheRootHasPlainTags()
    {
        _workspace.Write("go.mod", "module example.com/mono\n").Initialize("v1.0.0").Commit("fix: x", "x.go");
        (await _workspace.PlanAsync()).Of("go:example.com/mono").Tag.ShouldBe("v1.0.1");
    }

    [Fact]
    public async Task ACircleOfModulesIsPublishedSideBySide()
    {
        Modules("base/v1.2.0", "top/v1.0.0").Write("base/go.mod", "module example.com/mono/base\n\nrequire example.com/mono/top v1.0.0\n");
        _workspace.Commit("feat: a circle", "base/x.go");
        var computed = await _workspace.PlanAsync();
        computed.Summary().ShouldBe(["go:example.com/mono/base 1.2.0 → 1.3.0", "go:example.com/mono/top 1.0.0 → 1.0.1"]);
        computed.Plan.Order.ShouldHaveSingleItem().Length.ShouldBe(2);
    }

    [Fact]
    public async Task AFormOfTagsThatTheGoCommandWouldNotFindIsRefused()
    {
        Modules("base/v1.0.0").Write("base/releasekit.toml", "tag_format = \"{name}-{version}\"\n");
        _workspace.Commit("chore: tags", "base/x.go");
        var problem = (await _workspace.ProblemsAsync()).ShouldHaveSingleItem();
        (problem.Code, problem.Location!.File).ShouldBe((TagCodes.Format.Code, "base/releasekit.toml"));
    }

    public void Dispose() => _workspace.Dispose();

    private GitWorkspace Modules(params string[] tags) => _workspace
        .Write("go.work", "go 1.21\nuse (\n\t./base\n\t./top\n)\n")
        .Write("base/go.mod", "module example.com/mono/base\n\ngo 1.21\n")
        .Write("top/go.mod", "module example.com/mono/top\n\ngo 1.21\n\nrequire example.com/mono/base v1.2.0\n")
        .Initialize(tags);
}
