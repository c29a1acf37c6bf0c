using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tests.Planning;

namespace ReleaseKit.Core.Tests.Explaining;

public sealed class GraphRenderingTests
{
    private static readonly PlanBuilder Builder = new PlanBuilder().Package("core").Package("ui").Package("app").Private("site")
        .Edge("ui", "core").Edge("app", "core").Edge("app", "ui").Edge("site", "app", kind: DependencyKind.Dev).Edge("site", "core", source: DependencySource.Registry)
        .Commit("feat: x", "ui");

    [Fact]
    public void ATreeUnfoldsEveryPackageOnce() => Render(GraphFormat.Text).ShouldBe(
        """
        npm:site 1.0.0 (private)
        ├─ npm:app 1.0.0 [dev]
        │  ├─ npm:core 1.0.0
        │  └─ npm:ui 1.0.0
        │     └─ npm:core 1.0.0
        └─ npm:core 1.0.0 [registry]
        """);

    [Fact]
    public void APlanShowsWhatIsReleased() =>
        GraphRendering.Render(Builder.Request().Workspace, Builder.Plan(), GraphFormat.Text).ShouldContain("npm:ui 1.0.0 -> 1.1.0 (minor)");

    [Fact]
    public void MermaidHasNodesAndEdges() => Render(GraphFormat.Mermaid).ShouldBe(
        """
        flowchart LR
          p0["npm:app 1.0.0"]
          p1["npm:core 1.0.0"]
          p2["npm:site 1.0.0 (private)"]
          p3["npm:ui 1.0.0"]
          p0 --> p1
          p0 --> p3
          p2 -.->|dev| p0
          p2 -.->|registry| p1
          p3 --> p1
        """);

    [Fact]
    public void DotHasNodesAndEdges() => Render(GraphFormat.Dot).ShouldBe(
        """
        digraph workspace {
          rankdir=LR;
          node [shape=box];
          p0 [label="npm:app 1.0.0"];
          p1 [label="npm:core 1.0.0"];
          p2 [label="npm:site 1.0.0 (private)"];
          p3 [label="npm:ui 1.0.0"];
          p0 -> p1;
          p0 -> p3;
          p2 -> p0 [label="dev", style=dashed];
          p2 -> p1 [label="registry", style=dashed];
          p3 -> p1;
        }
        """);

    [Theory]
    [InlineData(GraphFormat.Mermaid, "npm:a#quot;]#35;\\#lt;b#gt;␛[0m 1.0.0")]
    [InlineData(GraphFormat.Dot, "npm:a\\\"]#\\\\<b>␛[0m 1.0.0")]
    public void NothingInANameIsMarkup(GraphFormat format, string label)
    {
        var workspace = new PlanBuilder().Package("x", with: p => p with { Id = new PackageId("npm", "a\"]#\\<b>\u001b[0m") }).Request().Workspace;
        GraphRendering.Render(workspace, null, format).ShouldContain($"\"{label}\"");
    }

    [Fact]
    public void ACircleOfDevelopmentDependenciesIsShown() =>
        GraphRendering.Render(new PlanBuilder().Package("a").Package("b").Edge("a", "b", kind: DependencyKind.Dev).Edge("b", "a", kind: DependencyKind.Dev).Request().Workspace, null, GraphFormat.Text)
            .ShouldBe("npm:a 1.0.0\n└─ npm:b 1.0.0 [dev]\n   └─ npm:a 1.0.0 [dev] (*)");

    [Fact]
    public void AnEmptyWorkspaceSaysSo() => GraphRendering.Render(new Workspace([]), null, GraphFormat.Text).ShouldBe("No packages.");

    private static string Render(GraphFormat format) => GraphRendering.Render(Builder.Request().Workspace, null, format);
}
