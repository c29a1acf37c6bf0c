using System.Diagnostics;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Tags;

public sealed class TagIndexTests
{
    private static readonly IVersionScheme SemVer = new SemanticVersionScheme();
    private static readonly IVersionScheme Pep440 = new Pep440VersionScheme();

    [Fact]
    public void EveryPackageHasItsTagsHighestVersionFirst()
    {
        var index = Index("{name}-v{version}", ["npm:core", "npm:core-v2", "npm:@acme/ui"],
            ["core-v1.9.0", "core-v1.10.0", "core-v1.10.0-rc.1", "core-v2-v3.0.0", "@acme/ui-v0.1.0", "v1.0.0", "core-vnext", "score-v1.0.0"]);
        Written(index, "npm:core").ShouldBe("1.10.0 1.10.0-rc.1 1.9.0");
        Written(index, "npm:core-v2").ShouldBe("3.0.0");
        Written(index, "npm:@acme/ui").ShouldBe("0.1.0");
        index.TagsOf(PackageId.Parse("npm:core"))[0].Tag.ShouldBe("core-v1.10.0");
        index.Unmatched.ShouldBe(["v1.0.0", "core-vnext", "score-v1.0.0"]);
        index.TagsOf(PackageId.Parse("npm:other")).ShouldBeEmpty();
    }

    [Fact]
    public void AVersionIsReadByThePackagesOwnScheme()
    {
        var index = Index("{ecosystem}/{name}-{version}", ["npm:core", "python:core"], ["npm/core-1.0rc1", "python/core-1.0rc1", "python/core-1.0.dev2"]);
        Written(index, "npm:core").ShouldBeEmpty();
        Written(index, "python:core").ShouldBe("1.0rc1 1.0.dev2");
        index.Unmatched.ShouldBe(["npm/core-1.0rc1"]);
    }

    [Fact]
    public void ASynchronizedWorkspaceSharesItsTags()
    {
        var index = Index("v{version}", ["npm:a", "npm:b", "python:c"], ["v1.0.0", "v1.0.0rc1", "v2.0.0"], shared: true);
        Written(index, "npm:a").ShouldBe("2.0.0 1.0.0");
        Written(index, "npm:b").ShouldBe("2.0.0 1.0.0");
        Written(index, "python:c").ShouldBe("2.0.0 1.0.0 1.0.0rc1");
    }

    [Theory]
    [InlineData("v{version}", "npm:a", "npm:b", "{name}")]
    [InlineData("{name}-v{version}", "npm:a", "python:a", "{ecosystem}")]
    [InlineData("{ecosystem}/{name}-v{version}", "maven:a:b", "maven:a-b", "Rename")]
    public void PackagesWithVersionsOfTheirOwnCannotShareTags(string format, string left, string right, string hint)
    {
        var error = Should.Throw<ReleaseException>(() => Index(format, [left, right], [])).Diagnostics.ShouldHaveSingleItem();
        error.Code.ShouldBe("RK-TAG-FORMAT");
        error.Message.ShouldContain(left);
        error.Message.ShouldContain(right);
        error.Message.ShouldContain(hint);
    }

    [Fact]
    public void TheVersionMayStandBeforeTheName()
    {
        var index = Index("v{version}-{name}", ["npm:a", "npm:b"], ["v1.0.0-a", "v1.0.0-b", "v1.0.0-rc.1-b"]);
        Written(index, "npm:a").ShouldBe("1.0.0");
        Written(index, "npm:b").ShouldBe("1.0.0 1.0.0-rc.1");
    }

    [Fact]
    public void TimeDoesNotGrowWithPackagesTimesTags()
    {
        var ids = Enumerable.Range(0, 10_000).Select(i => $"npm:@acme/package-{i}").ToArray();
        var tags = Enumerable.Range(0, 50_000).Select(i => $"@acme/package-{i % 10_000}-v1.{i / 10_000}.0").ToArray();
        var watch = Stopwatch.StartNew();
        var index = Index("{name}-v{version}", ids, tags);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        index.Unmatched.ShouldBeEmpty();
        index.TagsOf(PackageId.Parse(ids[7])).Length.ShouldBe(5);
    }

    [Theory]
    [InlineData("{name}@{version}", "core@1.2.0", "ui@0.3.0", "core@1.1.0")]
    [InlineData("{name}/v{version}", "core/v1.2.0", "ui/v0.3.0")]
    [InlineData("{name}-v{version}", "core-v1.2.0", "v9.9.9")]
    [InlineData("{name}_v{version}", "core_v1.2.0")]
    [InlineData("v{version}", "v1.2.0", "v1.1.0", "nightly")]
    [InlineData("{version}", "1.2.0")]
    [InlineData("{ecosystem}-{name}-v{version}", "npm-core-v1.2.0")]
    [InlineData("rel_{name}_{version}_final", "rel_core_1.2.0_final", "rel_ui_0.3.0_final")]
    [InlineData("v{version}", "v1.2.0-alpha.1", "v1.1.0")]
    [InlineData(null, "nightly", "stable")]
    [InlineData(null)]
    public void AnUnknownConventionIsRecognised(string? expected, params string[] tags)
    {
        Package[] packages = [Package("npm:core") with { Version = "1.2.0" }, Package("npm:ui") with { Version = "0.3.0" }];
        TagFormatDetector.Suggest(packages, SchemeOf, tags).ShouldBe(expected);
    }

    [Theory]
    [InlineData("{unscoped}-v{version}", "core-v1.2.0", "ui-v0.3.0", "core-v1.1.0")]
    [InlineData("{unscoped}@{version}", "core@1.2.0", "ui@0.3.0")]
    [InlineData("{name}@{version}", "@acme/core@1.2.0", "@acme/ui@0.3.0")]
    [InlineData("{directory}/v{version}", "v1.2.0", "libs/ui/v0.3.0", "libs/ui/v0.2.0")]
    [InlineData("rel_{unscoped}_{version}", "rel_core_1.2.0", "rel_ui_0.3.0")]
    [InlineData("{directory}#{version}", "libs/ui#0.3.0")]
    public void NamesWithoutScopeAndFoldersAreRecognised(string expected, params string[] tags)
    {
        Package[] packages =
        [
            Package("npm:@acme/core") with { Version = "1.2.0" },
            Package("npm:@acme/ui") with { Version = "0.3.0", Directory = RelativePath.Parse("libs/ui") },
        ];
        TagFormatDetector.Suggest(packages, SchemeOf, tags).ShouldBe(expected);
    }

    [Fact]
    public void ATagOfOnePackageSaysNothingAboutAnotherOfTheSameVersion()
    {
        Package[] packages = [.. new[] { "@acme/plugin", "@acme/other", "@acme/third" }.Select(name => Package("npm:" + name) with { Version = "1.0.0" }), Package("npm:core") with { Version = "5.0.0" }];
        TagFormatDetector.Suggest(packages, SchemeOf, ["plugin@1.0.0", "plugin@0.9.0", "plugin@0.8.0", "v5.0.0", "v4.0.0"]).ShouldBe("{unscoped}@{version}");
    }

    [Fact]
    public void AFormThatConfusesPackagesIsNotSuggested()
    {
        Package[] packages = [Package("npm:@acme/core") with { Version = "1.2.0" }, Package("npm:@other/core") with { Version = "1.2.0" }];
        TagFormatDetector.Suggest(packages, SchemeOf, ["core-v1.2.0"]).ShouldBeNull();
    }

    [Fact]
    public void PackagesOfOneGroupMayShareTagsBesideOthers()
    {
        var index = new TagIndex(TagFormat.Parse("core-v{version}"), new[] { "npm:a", "npm:b" }.Select(Package), SchemeOf, ["core-v1.0.0"], _ => "core");
        Written(index, "npm:b").ShouldBe("1.0.0");
        Should.Throw<ReleaseException>(() => new TagIndex(
            TagFormat.Parse("core-v{version}"), new[] { "npm:a", "npm:b" }.Select(Package), SchemeOf, ["core-v1.0.0"], package => package.Name))
            .Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-TAG-FORMAT");
    }

    private static TagIndex Index(string format, string[] ids, string[] tags, bool shared = false) =>
        new(TagFormat.Parse(format), ids.Select(Package), SchemeOf, tags, _ => shared ? "" : null);

    private static IVersionScheme SchemeOf(Package package) => package.Ecosystem == "python" ? Pep440 : SemVer;

    private static Package Package(string id) => new() { Id = PackageId.Parse(id), Directory = default, Manifest = default };

    private static string Written(TagIndex index, string id) => string.Join(' ', index.TagsOf(PackageId.Parse(id)).Select(t => t.Version));
}
