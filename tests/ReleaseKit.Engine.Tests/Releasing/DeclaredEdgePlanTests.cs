using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Tests.Releasing;

/// <summary>Edges of releasekit.toml in plans: they order publication and raise dependents as they say.</summary>
public sealed class DeclaredEdgePlanTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Theory]
    [InlineData("", "npm:wrapper 1.0.0 → 1.0.1", "python:tool 1.0.0 → 1.1.0")]
    [InlineData("bump = \"match\"\n", "npm:wrapper 1.0.0 → 1.1.0", "python:tool 1.0.0 → 1.1.0")]
    [InlineData("bump = \"major\"\n", "npm:wrapper 1.0.0 → 2.0.0", "python:tool 1.0.0 → 1.1.0")]
    [InlineData("bump = \"never\"\n", "python:tool 1.0.0 → 1.1.0")]
    [InlineData("kind = \"dev\"\n", "python:tool 1.0.0 → 1.1.0")]
    [InlineData("kind = \"dev\"\nbump = \"patch\"\n", "npm:wrapper 1.0.0 → 1.0.1", "python:tool 1.0.0 → 1.1.0")]
    public async Task AnEdgeRaisesItsDependent(string more, params string[] expected)
    {
        _workspace.Npm("wrapper", "wrapper").Python("tool", "tool").Write("releasekit.toml", $"[[edges]]\nfrom = \"wrapper\"\nto = \"python:tool\"\n{more}")
            .Initialize("wrapper-v1.0.0", "tool-v1.0.0").Commit("feat: x", "tool/x");
        (await _workspace.PlanAsync()).Summary().ShouldBe(expected);
    }

    [Fact]
    public async Task AnEdgeOrdersPublicationAndIsTheReason()
    {
        _workspace.Npm("wrapper", "wrapper").Python("tool", "tool").Write("releasekit.toml", "[[edges]]\nfrom = \"wrapper\"\nto = \"tool\"\n")
            .Initialize("wrapper-v1.0.0", "tool-v1.0.0").Commit("feat: x", "tool/x");
        var plan = (await _workspace.PlanAsync()).Plan;
        plan.Order.Select(layer => string.Join(' ', layer)).ShouldBe(["python:tool", "npm:wrapper"]);
        plan.Find(PackageId.Parse("npm:wrapper"))!.Reasons.ShouldHaveSingleItem().Kind.ShouldBe(Core.Planning.ReasonKind.Dependency);
        plan.OtherEdits.ShouldBeEmpty();
    }

    public void Dispose() => _workspace.Dispose();
}
