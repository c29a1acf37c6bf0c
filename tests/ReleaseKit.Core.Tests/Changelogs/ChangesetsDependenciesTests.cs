using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class ChangesetsDependenciesTests
{
    [Theory]
    [InlineData("^1.0.0", DependencyKind.Runtime, "1.0.1", true)]
    [InlineData("^1.0.0", DependencyKind.Peer, "1.0.1", true)]
    [InlineData("workspace:*", DependencyKind.Runtime, "1.0.1", true)]
    [InlineData("workspace:^", DependencyKind.Runtime, "1.0.1", true)]
    [InlineData("^1.0.0", DependencyKind.Dev, "2.0.0", false)]
    [InlineData("^1.0.0", DependencyKind.Optional, "2.0.0", false)]
    [InlineData("latest", DependencyKind.Runtime, "2.0.0", false)]
    public void WhatIsMovedIsListed(string range, DependencyKind kind, string to, bool listed) =>
        Of(RewritePolicy.Changesets3, [], ("dep", range, kind, to)).ShouldBe(listed ? ["dep"] : []);

    [Theory]
    [InlineData("^1.0.0", "1.0.1", BumpLevel.Patch, false)]
    [InlineData("^1.0.0", "1.1.0", BumpLevel.Minor, true)]
    [InlineData("~1.0.0", "1.1.0", BumpLevel.Minor, true)]
    [InlineData("workspace:^", "1.0.1", BumpLevel.Patch, false)]
    [InlineData("workspace:*", "1.0.1", BumpLevel.Patch, true)]
    public void PatchesCanBePassedOver(string range, string to, BumpLevel level, bool listed) =>
        Of(RewritePolicy.Changesets3 with { Trigger = RewriteTrigger.Minor }, [], level, ("dep", range, DependencyKind.Runtime, to)).ShouldBe(listed ? ["dep"] : []);

    [Fact]
    public void TheOrderIsThatOfTheFilesThenThatOfTheFolders() =>
        Of(RewritePolicy.Changesets3, ["z", "b"], ("a", "^1.0.0", DependencyKind.Runtime, "2.0.0"), ("b", "^1.0.0", DependencyKind.Runtime, "2.0.0"), ("z", "^1.0.0", DependencyKind.Peer, "2.0.0"))
            .ShouldBe(["z", "b", "a"]);

    private static string[] Of(RewritePolicy rewrite, string[] named, params (string Name, string Range, DependencyKind Kind, string To)[] edges) =>
        Of(rewrite, named, BumpLevel.Patch, edges);

    private static string[] Of(RewritePolicy rewrite, string[] named, BumpLevel level, params (string Name, string Range, DependencyKind Kind, string To)[] edges)
    {
        var app = new PackageId("npm", "app");
        var workspace = new Workspace(
        [
            Package(app) with { Dependencies = [.. edges.Select(e => new Dependency(new PackageId("npm", e.Name), e.Range, e.Kind, DependencySource.Workspace, RelativePath.Parse("app/package.json")))] },
            .. edges.Select(e => Package(new PackageId("npm", e.Name))),
        ]);
        var plan = new ReleasePlan
        {
            Base = "0", Date = "2026-01-31", Order = [], Skipped = [],
            Releases = [Release(app, "1.0.1", BumpLevel.Patch), .. edges.Select(e => Release(new PackageId("npm", e.Name), e.To, level))],
        };
        ChangeFile[] files = [new ChangeFile(RelativePath.Parse(".changeset/a.md"), [.. named.Select(name => new DeclaredChange(name, BumpLevel.Patch, "x", null, new("a")))])];
        return [.. new ChangesetsDependencies(plan, workspace, rewrite, _ => new SemanticVersionScheme(), files).Of(plan.Find(app)!).Select(r => r.Id.Name)];
    }

    private static Package Package(PackageId id) => new() { Id = id, Directory = RelativePath.Parse(id.Name), Manifest = RelativePath.Parse(id.Name + "/package.json"), Version = "1.0.0" };

    private static PlannedRelease Release(PackageId id, string to, BumpLevel bump) => new() { Id = id, From = "1.0.0", To = to, Bump = bump, Tag = "t", Reasons = [] };
}
