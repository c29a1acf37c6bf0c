using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;
using static ReleaseKit.Core.Tests.Configuration.ConfigurationFile;

namespace ReleaseKit.Core.Tests.Packages;

public sealed class DeclaredEdgesTests
{
    private static readonly Workspace Workspace = new([.. new[] { "cargo:tool", "npm:core", "npm:wrapper", "python:core" }.Select(id => new Package
    {
        Id = PackageId.Parse(id),
        Directory = RelativePath.Parse(id.Replace(':', '/')),
        Manifest = RelativePath.Parse(id.Replace(':', '/') + "/manifest"),
        Version = "1.0.0",
    })]);

    [Fact]
    public void EdgesAreReadWithTheirPlaces()
    {
        var edges = Root("""
            [[edges]]
            from = "npm:wrapper"
            to = "tool"
            kind = "build"
            bump = "match"

            [[edges]]
            from = "npm:wrapper"
            to = "npm:core"
            """).Edges;
        edges.Select(e => (e.From, e.To, e.Kind, e.Rule, e.Location!.Line)).ShouldBe(
        [
            ("npm:wrapper", "tool", DependencyKind.Build, new PropagationRule(PropagationTrigger.Always, null), 1),
            ("npm:wrapper", "npm:core", DependencyKind.Runtime, null, 7),
        ]);
    }

    [Theory]
    [InlineData("edges = 1\n", "expected tables [[edges]]")]
    [InlineData("[[edges]]\nfrom = \"a\"\n", "the key 'to' is missing")]
    [InlineData("[[edges]]\nfrom = \"a\"\nto = \"b\"\nbump = \"big\"\n", "\"match\"")]
    [InlineData("[[edges]]\nfrom = \"a\"\nto = \"b\"\nkind = \"soft\"\n", "\"build\"")]
    [InlineData("[[edges]]\nfrom = \"a\"\nto = \"\"\n", "id or name")]
    public void WhatIsNoEdgeIsRefused(string text, string message)
    {
        var problem = Should.Throw<ReleaseException>(() => Root(text)).Diagnostics.ShouldHaveSingleItem();
        problem.Descriptor.ShouldBe(ConfigurationCodes.InvalidValue);
        problem.Message.ShouldContain(message);
    }

    [Fact]
    public void AnUnknownKeyOfAnEdgeIsRefusedWithWhatWasMeant()
    {
        var problem = Should.Throw<ReleaseException>(() => Root("[[edges]]\nfrom = \"a\"\nto = \"b\"\nbmp = \"patch\"\n")).Diagnostics.ShouldHaveSingleItem();
        problem.Descriptor.ShouldBe(ConfigurationCodes.UnknownKey);
        problem.Message.ShouldContain("Did you mean 'bump'?");
    }

    [Fact]
    public void AnEdgeCrossesEcosystemsAndHasNoRange()
    {
        var edge = DeclaredEdges.Apply(Workspace, [new DeclaredEdge { From = "wrapper", To = "cargo:tool", Kind = DependencyKind.Build, Rule = EdgeBumpText.Parse("minor") }])
            .Find(PackageId.Parse("npm:wrapper"))!.Dependencies.ShouldHaveSingleItem();
        (edge.Id, edge.Range, edge.Kind, edge.Source, edge.IsDeclared).ShouldBe((PackageId.Parse("cargo:tool"), "", DependencyKind.Build, DependencySource.Workspace, true));
        edge.Rule.ShouldBe(new PropagationRule(PropagationTrigger.Always, BumpLevel.Minor));
    }

    [Fact]
    public void AnEdgeOfTheManifestKeepsItsRangeAndGetsTheRule()
    {
        var written = new Dependency(PackageId.Parse("npm:core"), "^1.0.0", DependencyKind.Runtime, DependencySource.Workspace, RelativePath.Parse("npm/wrapper/manifest"));
        var workspace = new Workspace([.. Workspace.Packages.Select(p => p.Id.ToString() == "npm:wrapper" ? p with { Dependencies = [written] } : p)]);
        var package = DeclaredEdges.Apply(workspace, [new DeclaredEdge { From = "npm:wrapper", To = "npm:core", Rule = EdgeBumpText.Parse("never") }]).Find(PackageId.Parse("npm:wrapper"))!;
        package.Dependencies.ShouldBe([written with { Rule = new PropagationRule(PropagationTrigger.Never) }]);
        package.AsWritten.Dependencies.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("npm:wrappr", "tool", "RK-EDGE-UNKNOWN")]
    [InlineData("wrapper", "core", "RK-EDGE-AMBIGUOUS")]
    [InlineData("tool", "cargo:tool", "RK-EDGE-SELF")]
    public void EndsAreOnePackageEach(string from, string to, string code) =>
        Should.Throw<ReleaseException>(() => DeclaredEdges.Apply(Workspace, [new DeclaredEdge { From = from, To = to }])).Diagnostics.ShouldHaveSingleItem().Descriptor.Code.ShouldBe(code);
}
