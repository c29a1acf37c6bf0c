using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.Python;

/// <summary>Plans of packages whose builds ask the version control for the version.</summary>
public sealed class TagVersionPlanTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task TheVersionIsThatOfTheNewestTagAndNothingIsEdited()
    {
        Projects().Initialize("a-v1.2.0", "a-v1.10.0", "b-v0.3.0rc1").Commit("feat: x", "a/x.py");
        var computed = await _workspace.PlanAsync();
        computed.Summary().ShouldBe(["python:a 1.10.0 → 1.11.0"]);
        computed.Of("python:a").Edits.ShouldBeEmpty();
        (await _workspace.DiscoverAsync()).Workspace.Packages.Select(p => p.Version).ShouldBe(["1.10.0", "0.3.0rc1"]);
    }

    [Fact]
    public async Task OneTagForAllIsReadWhenVersionsAreSynchronized()
    {
        Projects().Write("releasekit.toml", "synchronize = true\n").Initialize("v1.2.0").Commit("fix: x", "a/x.py");
        var computed = await _workspace.PlanAsync();
        computed.Summary().ShouldBe(["python:a 1.2.0 → 1.2.1", "python:b 1.2.0 → 1.2.1"]);
        computed.Of("python:b").Tag.ShouldBe("v1.2.1");
    }

    [Fact]
    public async Task OneTagForPackagesWithVersionsOfTheirOwnIsRefused()
    {
        Projects().Write("releasekit.toml", "tag_format = \"v{version}\"\n").Initialize("v1.2.0").Commit("fix: x", "a/x.py");
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe(TagCodes.Format.Code);
    }

    public void Dispose() => _workspace.Dispose();

    private GitWorkspace Projects() => _workspace
        .Write("a/pyproject.toml", "[project]\nname = \"a\"\ndynamic = [\"version\"]\n[tool.setuptools_scm]\n")
        .Write("b/pyproject.toml", "[project]\nname = \"b\"\ndynamic = [\"version\"]\n[tool.setuptools_scm]\n");
}
