using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles.Changesets;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class ChangesetsConfigurationTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();
    private readonly List<Diagnostic> _warnings = [];

    private static Workspace Packages { get; } = new(
    [
        Npm("@acme/a"), Npm("@acme/b", edges: Edge("@acme/a", "^1.0.0")), Npm("@acme/c", edges: Edge("@acme/a", "workspace:^", DependencyKind.Dev)),
        Npm("app", isPrivate: true), Npm("tool"), Npm("root", isPrivate: true) with { Directory = RelativePath.Root },
        new Package { Id = new PackageId("python", "@acme/py"), Directory = RelativePath.Parse("py"), Manifest = RelativePath.Parse("py/pyproject.toml"), Version = "1.0.0" },
    ]);

    [Theory]
    [InlineData("^2.31.1", ReleaseSemantics.Changesets2)]
    [InlineData("2", ReleaseSemantics.Changesets2)]
    [InlineData("^3.0.1", ReleaseSemantics.Changesets3)]
    [InlineData("catalog:", ReleaseSemantics.Changesets3)]
    public void TheRootManifestSaysWhichVersionIsFollowed(string range, ReleaseSemantics expected)
    {
        _folder.Write("package.json", $$"""{ "devDependencies": { "@changesets/cli": "{{range}}" } }""");
        Read("{}").Semantics.ShouldBe(expected);
        Read("{}", ReleaseSemantics.Changesets2).Semantics.ShouldBe(ReleaseSemantics.Changesets2);
    }

    [Fact]
    public void WithoutARootManifestItIsTheNewest() => Read("{}").Semantics.ShouldBe(ReleaseSemantics.Changesets3);

    [Fact]
    public void GroupsAreFormedByPatternsOverNpmNames()
    {
        var policy = Apply("""{ "fixed": [["@acme/*", "!@acme/c"]], "linked": [["tool", "app"]], "ignore": [] }""");
        policy.Groups.Select(g => $"{g.Label} {g.Versioning} {string.Join(' ', g.Packages)}").ShouldBe(
        [
            ".changeset/config.json fixed[0] Fixed npm:@acme/a npm:@acme/b", ".changeset/config.json linked[0] Linked npm:app npm:tool",
        ]);
        _warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("*", "app tool")]
    [InlineData("**", "@acme/a @acme/b @acme/c app tool")]
    [InlineData("@acme/{a,b}", "@acme/a @acme/b")]
    [InlineData("@acme/[ab]", "@acme/a @acme/b")]
    [InlineData("@acme/@(a|c)", "@acme/a @acme/c")]
    [InlineData("!app", "@acme/a @acme/b @acme/c tool")]
    [InlineData("!(@acme/*)", "app tool")]
    [InlineData("!(@acme/a|app)", "@acme/b @acme/c tool")]
    [InlineData("t?ol", "tool")]
    public void PatternsAreReadAsPicomatchReadsThem(string pattern, string expected) =>
        Apply($$"""{ "linked": [["{{pattern}}"]] }""").Groups.ShouldHaveSingleItem().Packages.Select(id => id.Name).ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("""{ "fixed": [["@acme/a"], ["@acme/*"]] }""")]
    [InlineData("""{ "fixed": [["@acme/a"]], "linked": [["@acme/a", "tool"]] }""")]
    [InlineData("""{ "ignore": ["@acme/a"] }""")]
    [InlineData("""{ "privatePackages": { "version": false, "tag": true } }""")]
    public void WhatContradictsItselfIsRefused(string json) => Coded.Throws(ChangesetsCodes.Invalid, () => Apply(json));

    [Fact]
    public void AReleasedPackageMayNeedAnIgnoredOneForDevelopment()
    {
        var json = """{ "ignore": ["@acme/a", "@acme/b"] }""";
        Apply(json);
        var ignored = Policies(json).Ignored;
        ignored.Keys.Order().ShouldBe([Id("@acme/a"), Id("@acme/b")]);
        ignored[Id("@acme/a")].ShouldBe("ignored by .changeset/config.json");
    }

    [Fact]
    public void APatternThatMatchesNothingIsNamedWithItsPlace()
    {
        Apply("{ \"ignore\": [\"tol\"] }");
        var warning = _warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe("RK-CHANGESETS-UNMATCHED");
        warning.Message.ShouldContain("Did you mean 'tool'?");
        warning.Location!.ToString().ShouldBe(".changeset/config.json(1,14)");
    }

    [Theory]
    [InlineData("{}", ReleaseSemantics.Changesets2, true)]
    [InlineData("{}", ReleaseSemantics.Changesets3, false)]
    [InlineData("""{ "privatePackages": false }""", ReleaseSemantics.Changesets2, false)]
    [InlineData("""{ "privatePackages": true }""", ReleaseSemantics.Changesets3, true)]
    [InlineData("""{ "privatePackages": { "tag": false } }""", ReleaseSemantics.Changesets2, true)]
    [InlineData("""{ "privatePackages": { "version": true } }""", ReleaseSemantics.Changesets3, true)]
    public void PrivatePackagesAreVersionedWhenTheyShall(string json, ReleaseSemantics semantics, bool expected) =>
        Policies(json, semantics).VersionedPrivately.ShouldBe(expected ? [Id("app")] : []);

    [Fact]
    public void RangesAndDependentsFollowAsTheyShall()
    {
        var usual = Apply("{}", ReleaseSemantics.Changesets2);
        (usual.Rewrite.Trigger, usual.Rewrite.PeerTrigger).ShouldBe((RewriteTrigger.Always, RewriteTrigger.Always));
        usual.Propagation.ShouldBe(PropagationPolicy.Changesets2);
        Apply("{}").Propagation.ShouldBe(PropagationPolicy.Changesets3);

        var other = Apply("""
            {
              "updateInternalDependencies": "minor",
              "___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH": { "onlyUpdatePeerDependentsWhenOutOfRange": true, "updateInternalDependents": "always" }
            }
            """, ReleaseSemantics.Changesets2);
        (other.Rewrite.Trigger, other.Rewrite.PeerTrigger).ShouldBe((RewriteTrigger.Minor, RewriteTrigger.OutOfRange));
        other.Propagation.Of(DependencyKind.Runtime).ShouldBe([new PropagationRule(PropagationTrigger.Always)]);
        other.Propagation.Of(DependencyKind.Peer).ShouldBe(
            [new PropagationRule(PropagationTrigger.Always), new PropagationRule(PropagationTrigger.OutOfRange, BumpLevel.Major) { AtLeast = BumpLevel.Minor }]);
    }

    [Fact]
    public void OnlyTheWorkspaceProtocolMakesEdgesWhenItShall()
    {
        string[] Edges(bool protocolOnly) => [.. ChangesetsEdges.Apply(Packages, protocolOnly).Packages.SelectMany(p => p.Dependencies).Select(e => $"{e.Range} {e.Source}")];
        Edges(protocolOnly: true).ShouldBe(["^1.0.0 Registry", "workspace:^ Workspace"]);
        Edges(protocolOnly: false).ShouldBe(["^1.0.0 Workspace", "workspace:^ Workspace"]);
        Apply("""{ "bumpVersionsWithWorkspaceProtocolOnly": true }""").Rewrite.Scope.ShouldBe(RewriteScope.Protocol);
        Apply("{}").Rewrite.Scope.ShouldBe(RewriteScope.Every);
    }

    [Fact]
    public void TheRangeOfTheLastSectionDecidesWhetherThereIsAnEdge()
    {
        var workspace = new Workspace([Npm("a"), Npm("b", edges: [Edge("a", "^1.0.0"), Edge("a", "^99.0.0", DependencyKind.Peer)]), Npm("c", edges: [Edge("a", "^99.0.0"), Edge("a", "*", DependencyKind.Dev)])]);
        ChangesetsEdges.Apply(workspace, protocolOnly: false).Packages.SelectMany(p => p.Dependencies).Select(e => $"{e.Kind} {e.Source}")
            .ShouldBe(["Runtime Registry", "Peer Registry", "Runtime Workspace", "Dev Workspace"]);
    }

    [Theory]
    [InlineData("[]", "1,1")]
    [InlineData("""{ "fixed": ["a"] }""", "1,12")]
    [InlineData("""{ "linked": [[1]] }""", "1,14")]
    [InlineData("""{ "ignore": "a" }""", "1,13")]
    [InlineData("""{ "updateInternalDependencies": "major" }""", "1,33")]
    [InlineData("""{ "privatePackages": { "version": 1 } }""", "1,35")]
    [InlineData("""{ "bumpVersionsWithWorkspaceProtocolOnly": null }""", "1,44")]
    [InlineData("""{ "access": "everybody" }""", "1,13")]
    [InlineData("""{ "baseBranch": 1 }""", "1,17")]
    [InlineData("""{ "changelog": true }""", "1,16")]
    [InlineData("""{ "changelog": {} }""", "1,16")]
    [InlineData("""{ "commit": {} }""", "1,13")]
    [InlineData("""{ "snapshot": { "useCalculatedVersion": "yes" } }""", "1,41")]
    [InlineData("""{ "ignore": ["@(a"] }""", "1,14")]
    public void AValueThatCannotBeIsRefusedAtItsPlace(string json, string place) =>
        Coded.Throws(ChangesetsCodes.Invalid, () => Read(json)).Location!.ToString().ShouldBe($".changeset/config.json({place})");

    [Fact]
    public void CommentsAreNoJson() => Coded.Throws(ManifestCodes.Syntax, () => Read("{ // no\n}"));

    [Theory]
    [InlineData("""{ "changelog": ["@changesets/changelog-github", { "repo": "a/b" }] }""", "RK-CHANGESETS-UNSUPPORTED")]
    [InlineData("""{ "changelog": "./ours.js" }""", "RK-CHANGESETS-UNSUPPORTED")]
    [InlineData("""{ "commit": "./ours.js" }""", "RK-CHANGESETS-UNSUPPORTED")]
    [InlineData("""{ "snapshot": { "useCalculatedVersion": true } }""", "RK-CHANGESETS-UNSUPPORTED")]
    [InlineData("""{ "snapshot": { "prereleaseTemplate": "{tag}" } }""", "RK-CHANGESETS-UNSUPPORTED")]
    [InlineData("""{ "privatePackages": { "version": true, "tag": true } }""", "RK-CHANGESETS-UNSUPPORTED")]
    [InlineData("""{ "privatePackages": true }""", "RK-CHANGESETS-UNSUPPORTED")]
    [InlineData("""{ "access": "public" }""", "RK-CHANGESETS-UNSUPPORTED")]
    [InlineData("""{ "basebranch": "main" }""", "RK-CHANGESETS-KEY")]
    public void WhatNobodyWillDoIsSaid(string json, string code) => Read(json).Warnings.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public void EverythingThatInitWritesIsFine()
    {
        var repository = Read("""
            {
              "$schema": "https://unpkg.com/@changesets/config@3.1.4/schema.json", "changelog": "@changesets/cli/changelog", "commit": false, "fixed": [], "linked": [],
              "access": "restricted", "baseBranch": "main", "updateInternalDependencies": "patch", "ignore": [], "format": "auto", "prettier": true,
              "changedFilePatterns": ["src/**"], "snapshot": { "useCalculatedVersion": false }
            }
            """);
        repository.Warnings.ShouldBeEmpty();
        var configuration = repository.Configuration;
        (configuration.WritesChangelogs, configuration.BaseBranch, configuration.Formats).ShouldBe((true, "main", true));
        configuration.ChangedFiles!.Matches("src/deep/x.ts").ShouldBeTrue();
        configuration.ChangedFiles.Matches("test/x.ts").ShouldBeFalse();
        Read("""{ "changelog": false }""").Configuration.WritesChangelogs.ShouldBeFalse();
    }

    [Fact]
    public void PrereleaseModeIsRefusedWithTheWayOut()
    {
        _folder.Write(".changeset/pre.json", """{ "mode": "pre", "tag": "next" }""");
        var problem = Coded.Throws(ChangesetsCodes.Pre, () => Read("{}").RefusePrerelease());
        problem.Message.ShouldContain("-p:ReleaseChannel=next");
        problem.Location!.File.ShouldBe(".changeset/pre.json");
    }

    public void Dispose() => _folder.Dispose();

    private ChangesetsRepository Read(string json, ReleaseSemantics? semantics = null)
    {
        _folder.Write(".changeset/config.json", json);
        return ChangesetsRepository.Read(new WorkspaceFileSystem(_folder.File("")), semantics);
    }

    private PlanPolicy Apply(string json, ReleaseSemantics semantics = ReleaseSemantics.Changesets3)
    {
        var preset = SemanticsPreset.Of(semantics);
        var policy = new PlanPolicy { Tag = (p, v) => $"{p.Name}@{v}", Propagation = preset.Propagation, Rewrite = preset.Rewrite };
        return Policies(json, semantics).Apply(policy, _warnings);
    }

    private ChangesetsPolicies Policies(string json, ReleaseSemantics semantics = ReleaseSemantics.Changesets3) => new(Read(json, semantics), Packages);

    private static PackageId Id(string name) => new("npm", name);

    private static Package Npm(string name, bool isPrivate = false, params Dependency[] edges) => new()
    {
        Id = Id(name),
        Directory = RelativePath.Parse("packages/" + name),
        Manifest = RelativePath.Parse($"packages/{name}/package.json"),
        Version = "1.0.0",
        IsPrivate = isPrivate,
        Publishable = !isPrivate,
        Dependencies = [.. edges],
    };

    private static Dependency Edge(string name, string range, DependencyKind kind = DependencyKind.Runtime) =>
        new(Id(name), range, kind, DependencySource.Workspace, RelativePath.Parse("packages/x/package.json"));
}
