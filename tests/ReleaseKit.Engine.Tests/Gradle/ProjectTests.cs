using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Tests.Gradle;

public sealed class ProjectTests : IDisposable
{
    private readonly GradleTree _tree = new GradleTree().With("settings.gradle", "include 'a', 'b'").With("a/build.gradle", "").With("b/build.gradle", "");

    [Theory]
    [InlineData("allprojects { group = 'g'; version '2.0.0'; apply plugin: 'maven-publish' }")]
    [InlineData("subprojects {\n  apply plugin: 'maven-publish'\n  group 'g'\n  version = \"2.0.0\"\n}")]
    [InlineData("configure(subprojects) { apply plugin: 'maven-publish'; group = 'g'; version = '2.0.0' }")]
    [InlineData("ext { acme = '2.0.0' }\nsubprojects { apply plugin: 'maven-publish'; group = 'g'; version = acme }")]
    [InlineData("def acmeVersion = '2.0.0'\nsubprojects { p -> p.apply plugin: 'maven-publish'\n p.group = 'g'\n p.version = acmeVersion }")]
    [InlineData("group = 'g'\nversion = '2.0.0'\nsubprojects { apply plugin: 'maven-publish'; group = rootProject.group; version = rootProject.version }")]
    [InlineData("subprojects { apply from: \"$rootDir/gradle/shared.gradle\" }")]
    public void WhatTheRootSaysOfOthersCounts(string root)
    {
        _tree.With("build.gradle", root).With("gradle/shared.gradle", "apply plugin: 'maven-publish'\ngroup = 'g'\nversion = '2.0.0'\n");
        _tree.Discover().Where(p => !p.Directory.IsRoot).Select(p => $"{p.Name} {p.Version} {p.Publishable}").ShouldBe(["g:a 2.0.0 True", "g:b 2.0.0 True"]);
        _tree.Released("g:a", "3.0.0").ShouldContain("3.0.0");
    }

    [Theory]
    [InlineData("plugins { `maven-publish` }\ngroup = \"g\"\nversion = \"2.0.0\"")]
    [InlineData("plugins {\n  id(\"maven-publish\")\n}\ngroup = \"g\"\nval v = \"2.0.0\"\nversion = v")]
    [InlineData("plugins { alias(libs.plugins.publish) }\ngroup = \"g\"\nversion = libs.versions.acme.get()")]
    [InlineData("apply(plugin = \"maven-publish\")\ngroup = \"g\"\nversion = property(\"acmeVersion\") as String")]
    [InlineData("apply<MavenPublishPlugin>()\ngroup = \"g\"\nval acmeVersion: String by project\nversion = acmeVersion")]
    [InlineData("plugins { id(\"com.vanniktech.maven.publish\") version \"0.30.0\" }\nmavenPublishing { coordinates(\"g\", \"c\", \"2.0.0\") }")]
    [InlineData("plugins { id(\"convention\") }")]
    [InlineData("plugins { id(\"classy\") }\ngroup = \"g\"\nversion = rootProject.file(\"version.txt\").readText().trim()")]
    public void KotlinScriptsSayTheSame(string script)
    {
        _tree.With("settings.gradle", "include 'c'").With("c/build.gradle.kts", script).With("gradle.properties", "acmeVersion=2.0.0\nother=2.0.0\n").With("version.txt", "2.0.0\n")
            .With("gradle/libs.versions.toml", "[versions]\nacme = \"2.0.0\"\nother = \"1.0.0\"\n[plugins]\npublish = { id = \"maven-publish\", version = \"1\" }\n")
            .With("buildSrc/build.gradle.kts", "gradlePlugin { plugins { create(\"x\") { id = \"classy\"; implementationClass = \"acme.ClassyPlugin\" } } }")
            .With("buildSrc/src/main/java/acme/ClassyPlugin.java", "package acme; class ClassyPlugin implements Plugin<Project> { public void apply(Project p) { p.getPluginManager().apply(\"maven-publish\"); } }")
            .With("buildSrc/src/main/kotlin/convention.gradle.kts", "plugins { `maven-publish` }\ngroup = \"g\"\nversion = \"2.0.0\"\n");
        var package = _tree.Find("g:c");
        (package.Version, package.Publishable).ShouldBe(("2.0.0", true), package.NotPublishableReason);
        _tree.Released("g:c", "3.0.0").Split('\n').Count(line => line.Contains("3.0.0", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void GradlePropertiesAreReadAsJavaReadsThem()
    {
        _tree.With("gradle.properties", "# version=9\r\n  group : org.\\u0061cme\r\nversion   1.0\\\r\n    .0\r\n").With("build.gradle", "subprojects { apply plugin: 'maven-publish' }");
        _tree.Discover().Select(p => $"{p.Name} {p.Version}").ShouldBe(["org.acme:a 1.0.0", "org.acme:b 1.0.0"]);
        _tree.Released("org.acme:a", "1.1.0").ShouldBe("# version=9\r\n  group : org.\\u0061cme\r\nversion   1.1.0\r\n");
    }

    [Theory]
    [InlineData("apply plugin: 'java'\ngroup = 'g'\nversion = '1.0'", "no plugin that publishes")]
    [InlineData("apply plugin: 'maven-publish'\nversion = '1.0'", "it has no group")]
    [InlineData("apply plugin: 'maven-publish'\ngroup = 'g'", "it has no version")]
    [InlineData("apply plugin: 'maven-publish'\ngroup = 'g'\nversion = gitVersion()", "computed")]
    [InlineData("apply plugin: 'maven-publish'\ngroup = 'g'\nversion = \"1.${'2'}.3\"", "put together")]
    [InlineData("apply plugin: 'maven-publish'\ngroup = 'g'\nversion = 'latest'", "is no version")]
    [InlineData("plugins { id 'maven-publish' apply false }\ngroup = 'g'\nversion = '1.0'", "no plugin that publishes")]
    public void WhyAPackageIsNotPublishedIsSaid(string script, string why)
    {
        _tree.With("a/build.gradle", script);
        var package = _tree.Discover().Single(p => p.Directory.Value == "a");
        package.Publishable.ShouldBeFalse();
        package.NotPublishableReason.ShouldNotBeNull().ShouldContain(why);
    }

    [Fact]
    public void TheVersionOfATaskOrAPluginIsNotTheProjects()
    {
        _tree.With("a/build.gradle", "plugins { id 'x' version '9.9' }\napply plugin: 'maven-publish'\ngroup = 'g'\nversion = '1.0.0'\ntask t { group = 'build'; version = '8.8' }\ntasks.register('u') { version = '7.7'; group = 'no' }\n");
        var package = _tree.Find("g:a");
        package.Version.ShouldBe("1.0.0");
        _tree.Released("g:a", "2.0.0").ShouldContain("version = '2.0.0'\ntask t { group = 'build'; version = '8.8' }");
    }

    [Fact]
    public void AVersionThatCannotBeToldFromAnotherOneIsNotTouched()
    {
        _tree.With("gradle.properties", "oneVersion=1.0.0\ntwoVersion=1.0.0\n").With("a/build.gradle", "apply plugin: 'maven-publish'\ngroup = 'g'\nversion = oneVersion\n");
        var package = _tree.Find("g:a");
        package.Publishable.ShouldBeFalse();
        package.Version.ShouldBeNull();
    }

    [Fact]
    public void ProjectsThatShareCoordinatesAndStayAtHomeAreKnownByTheirPath()
    {
        _tree.With("settings.gradle", "include 'a', 'samples:a'\n").With("a/build.gradle", GradleTree.Published).With("samples/a/build.gradle", "group = 'org.acme'");
        _tree.Members().ShouldBe(["org.acme:a a", "org.acme:samples/a samples/a"]);
    }

    [Fact]
    public void AProjectWithoutAScriptIsDeclaredByItsParents()
    {
        _tree.With("settings.gradle", "include 'x'").With("x/src/main/java/X.java", "class X {}").With("build.gradle", "project(':x') { apply plugin: 'maven-publish'; group = 'g'; version = '1.0' }");
        var package = _tree.Find("g:x");
        (package.Manifest.Value, package.Publishable).ShouldBe(("build.gradle", true));
    }

    [Fact]
    public void EachProjectOfOneScriptHasItsOwnVersion()
    {
        _tree.With("build.gradle", "subprojects { apply plugin: 'maven-publish'; group = 'g' }\nproject(':a') { version = '1.0.0' }\nproject(':b') {\n  version = '1.0.0'\n}\n");
        _tree.Released("g:b", "1.1.0").ShouldBe("subprojects { apply plugin: 'maven-publish'; group = 'g' }\nproject(':a') { version = '1.0.0' }\nproject(':b') {\n  version = '1.1.0'\n}\n");
    }

    [Theory]
    [InlineData("group = '../x'")]
    [InlineData("publishing { publications { m(MavenPublication) { artifactId = '-x' } } }")]
    public void NamesThatNoRepositoryHasAreRefused(string line)
    {
        _tree.With("a/build.gradle", GradleTree.Published + line + "\n");
        var problem = _tree.Problems().ShouldHaveSingleItem();
        (problem.Code, problem.Location!.File, problem.Location.Line).ShouldBe((ManifestCodes.Invalid.Code, "a/build.gradle", 4));
        problem.Message.ShouldNotContain('\n');
    }

    public void Dispose() => _tree.Dispose();
}
