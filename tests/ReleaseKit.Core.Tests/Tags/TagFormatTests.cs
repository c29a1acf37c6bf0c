using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;

namespace ReleaseKit.Core.Tests.Tags;

public sealed class TagFormatTests
{
    [Theory]
    [InlineData("{name}-v{version}", "npm:@acme/core", null, "@acme/core-v1.2.0")]
    [InlineData("v{version}", "npm:core", null, "v1.2.0")]
    [InlineData("{ecosystem}/{name}@{version}", "python:core", null, "python/core@1.2.0")]
    [InlineData("{label}/v{version}", "npm:core", "web", "web/v1.2.0")]
    [InlineData("{label}v{version}", "npm:core", null, "v1.2.0")]
    [InlineData("v{version}-{name}", "npm:core", null, "v1.2.0-core")]
    [InlineData("{name}-{name}-{version}", "npm:core", null, "core-core-1.2.0")]
    [InlineData("{name}-v{version}", "maven:org.acme:core", null, "org.acme-core-v1.2.0")]
    public void FormatsTags(string format, string id, string? group, string expected)
    {
        var package = Package(id, group);
        var tag = TagFormat.Parse(format).Format(package, "1.2.0");
        tag.ShouldBe(expected);
        TagFormat.Parse(format).TryParseVersion(tag, package, out var version).ShouldBeTrue();
        version.ShouldBe("1.2.0");
    }

    [Theory]
    [InlineData("{directory}/v{version}", "sub/mod", "sub/mod/v1.2.0")]
    [InlineData("{directory}/v{version}", "", "v1.2.0")]
    [InlineData("v{version}/{directory}", "", "v1.2.0")]
    [InlineData("{directory}v{version}", "", "v1.2.0")]
    [InlineData("{ecosystem}/{directory}/v{version}", "", "npm/v1.2.0")]
    [InlineData("{unscoped}@{version}", "a", "core@1.2.0")]
    public void FoldersAndNamesWithoutScopeGiveTags(string format, string directory, string expected)
    {
        var package = Package("npm:@acme/core") with { Directory = RelativePath.Parse(directory) };
        var tag = TagFormat.Parse(format).Format(package, "1.2.0");
        tag.ShouldBe(expected);
        TagFormat.Parse(format).TryParseVersion(tag, package, out var version).ShouldBeTrue();
        version.ShouldBe("1.2.0");
    }

    [Fact]
    public void NamesWithColonsGiveTags()
    {
        TagFormat.Default.Format(Package("maven:org.acme:core"), "1.2.0").ShouldBe("org.acme-core-v1.2.0");
        TagFormat.Parse("{unscoped}-v{version}").Format(Package("maven:org.acme:core"), "1.2.0").ShouldBe("core-v1.2.0");
    }

    [Fact]
    public void DefaultsAreThoseOfTheDocumentation()
    {
        TagFormat.Default.Text.ShouldBe("{name}-v{version}");
        TagFormat.SynchronizedDefault.ToString().ShouldBe("v{version}");
    }

    [Theory]
    [InlineData("", "{version}")]
    [InlineData("v1", "{version}")]
    [InlineData("{name}", "{version}")]
    [InlineData("{nmae}-{version}", "Did you mean 'name'?")]
    [InlineData("{package}-{version}", "{directory}, {ecosystem}, {label}, {name}, {unscoped}, {version}")]
    [InlineData("{version}{version}", "more than once")]
    [InlineData("{version", "character 1")]
    [InlineData("v}{version}", "character 2")]
    [InlineData("v {version}", "git refuses")]
    [InlineData("-{version}", "git refuses")]
    [InlineData("/v{version}", "git refuses")]
    [InlineData("a..{version}", "git refuses")]
    [InlineData("{version}.lock", "git refuses")]
    [InlineData("v{version}~", "git refuses")]
    [InlineData("v\u001b[31m{version}", "git refuses")]
    public void RefusesWhatCannotGiveTags(string format, string hint)
    {
        var location = new SourceLocation("releasekit.toml", 2, 14);
        var error = Should.Throw<ReleaseException>(() => TagFormat.Parse(format, location)).Diagnostics.ShouldHaveSingleItem();
        error.Code.ShouldBe("RK-TAG-FORMAT");
        error.Location.ShouldBe(location);
        error.Message.ShouldContain(hint);
        error.Message.ShouldNotContain("\u001b");
        TagFormat.TryParse(format, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{label}/v{version}", "npm:core", "1.0.0", "has no group")]
    [InlineData("{name}-v{version}", "npm:core", "1.0 0", "git refuses")]
    [InlineData("{name}-v{version}", "npm:-core", "1.0.0", "git refuses")]
    [InlineData("{name}-v{version}", "npm:a..b", "1.0.0", "git refuses")]
    public void RefusesATagThatGitRefuses(string format, string id, string version, string hint)
    {
        var error = Should.Throw<ReleaseException>(() => TagFormat.Parse(format).Format(Package(id), version)).Diagnostics.ShouldHaveSingleItem();
        error.Code.ShouldBe("RK-TAG-FORMAT");
        error.Message.ShouldContain(hint);
    }

    [Theory]
    [InlineData("core-v")]
    [InlineData("core-1.0.0")]
    [InlineData("score-v1.0.0")]
    [InlineData("")]
    public void OtherTagsAreNotParsed(string tag) =>
        TagFormat.Default.TryParseVersion(tag, Package("npm:core"), out _).ShouldBeFalse();

    [Theory]
    [InlineData("v1.0.0", true)]
    [InlineData("@acme/core-v1.0.0+build", true)]
    [InlineData("@", false)]
    [InlineData("", false)]
    [InlineData("-x", false)]
    [InlineData("a//b", false)]
    [InlineData("a/", false)]
    [InlineData("a/.b", false)]
    [InlineData("a.lock/b", false)]
    [InlineData("a.", false)]
    [InlineData("a@{b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a:b", false)]
    public void NamesFollowTheRulesOfGit(string name, bool valid) => TagName.IsValid(name).ShouldBe(valid);

    [Fact]
    public void ParseIsTheInverseOfFormat()
    {
        var cases =
            from format in Gen.Elements("{name}-v{version}", "{ecosystem}/{name}@{version}", "v{version}-{name}", "{label}{version}")
            from name in Gen.Elements("core", "@acme/core", "core-v2", "1", "org:core")
            from version in Gen.Elements("1.0.0", "0.1.0-rc.1", "1!2.0", "1.0.0+b")
            select (format, name, version);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (format, package) = (TagFormat.Parse(c.format), Package("npm:" + c.name));
            return format.TryParseVersion(format.Format(package, c.version), package, out var version) && version == c.version;
        }).ShouldHold();
    }

    [Fact]
    public void NeverThrowsForArbitraryFormats()
    {
        var parts = Gen.Elements("{", "}", "{version}", "{name}", "{x}", "v", "/", "-", ".", "@", " ", "\0", "\uD800", "é");
        Prop.ForAll(parts.ListOf().Select(p => string.Concat(p)).ToArbitrary(), text => TagFormat.TryParse(text, out var format) == (format is not null)).ShouldHold(1000);
    }

    private static Package Package(string id, string? group = null) =>
        new() { Id = PackageId.Parse(id), Directory = default, Manifest = default, Group = group };
}
