using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Tests.Gradle;

public sealed class SettingsTests : IDisposable
{
    private readonly GradleTree _tree = new();

    [Fact]
    public void EveryFormOfIncludeIsUnderstood()
    {
        _tree.With("settings.gradle", """
            rootProject.name = 'acme' // include 'no'
            /* include 'never' */
            include 'a', ':b',
                'c:d'
            include(":e")
            include(['f', 'g'] as String[])
            ['h', 'i'].each { include "x-$it"; project(":x-$it").projectDir = new File(settingsDir, "modules/$it") }
            def text = "include 'quoted'"
            """);
        foreach (var folder in new[] { "a", "b", "c/d", "e", "f", "g", "modules/h", "modules/i", "no", "never", "quoted" })
        {
            _tree.With($"{folder}/build.gradle", "");
        }

        _tree.Members().ShouldBe(["a a", "b b", "d c/d", "e e", "f f", "g g", "x-h modules/h", "x-i modules/i"], ignoreOrder: true);
    }

    [Fact]
    public void KotlinSettingsAreUnderstood()
    {
        _tree.With("settings.gradle.kts", """
            rootProject.name = "acme"
            include(
                "core", // the first
                ":tools:cli",
            )
            listOf("x", "y").forEach { include(":lib-$it") }
            fun module(path: String) {
                val name = path.substring(path.lastIndexOf("/") + 1)
                include(name)
                project(":$name").projectDir = file(path)
            }
            module("deep/er/found")
            project(":core").name = "acme-core"
            """);
        foreach (var folder in new[] { "core", "tools/cli", "lib-x", "lib-y", "deep/er/found" })
        {
            _tree.With($"{folder}/build.gradle.kts", "");
        }

        _tree.Members().ShouldBe(["acme-core core", "cli tools/cli", "found deep/er/found", "lib-x lib-x", "lib-y lib-y"], ignoreOrder: true);
    }

    [Fact]
    public void AProjectLiesWhereTheSettingsPutItAndWhatIsBelowGoesAlong()
    {
        _tree.With("settings.gradle", "include 'a:b'\nproject(':a').projectDir = file('elsewhere')\n").With("elsewhere/b/build.gradle", "").With("elsewhere/build.gradle", "");
        _tree.Members().ShouldBe(["a elsewhere", "b elsewhere/b"]);
    }

    [Fact]
    public void AFlatProjectLiesBesideTheBuild()
    {
        _tree.With("main/settings.gradle", "includeFlat 'side'\ninclude 'own'\n").With("main/own/build.gradle", "").With("side/build.gradle", "");
        _tree.Members().ShouldBe(["own main/own", "side side"]);
    }

    [Fact]
    public void ScriptsMayBeCalledAfterTheirProject()
    {
        _tree.With("settings.gradle", "include 'core'\nrootProject.children.each { it.buildFileName = \"${it.name}.gradle\" }\n").With("core/core.gradle", GradleTree.Published);
        _tree.Find("org.acme:core").Manifest.Value.ShouldBe("core/core.gradle");
    }

    [Fact]
    public void AConditionThatTheFilesTellIsFollowedAndOthersBothWays()
    {
        _tree.With("settings.gradle.kts", """
            val withSlow: String by settings
            include("core")
            if (withSlow.toBoolean()) include("slow")
            if (System.getenv("CI") != null) { include("ci") } else { include("local") }
            """).With("gradle.properties", "withSlow=false\n").With("core/build.gradle", "").With("slow/build.gradle", "").With("ci/build.gradle", "").With("local/build.gradle", "");
        _tree.Names().ShouldBe(["ci", "core", "local"]);
    }

    [Fact]
    public void WhereSettingsComputeTheirProjectsEachFolderWithAScriptIsOne()
    {
        _tree.With("settings.gradle.kts", "fileTree(\".\") { include(\"**/build.gradle.kts\") }.forEach { include(it.parentFile.name) }\n")
            .With("one/build.gradle.kts", "").With("two/build.gradle.kts", "").With("two/src/test/resources/sample/build.gradle.kts", "").With("buildSrc/build.gradle.kts", "");
        _tree.Members().ShouldBe(["one one", "two two"]);
    }

    [Fact]
    public void AFolderOfProjectsIsListed()
    {
        _tree.With("settings.gradle", "file('libs').eachDir { dir -> include \"libs:${dir.name}\" }\n").With("libs/a/build.gradle", "").With("libs/b/build.gradle", "");
        _tree.Members().ShouldBe(["a libs/a", "b libs/b"]);
    }

    [Fact]
    public void OtherBuildsInsideOfABuildAreNotItsProjects()
    {
        _tree.With("settings.gradle", "includeBuild 'logic'\ninclude 'core'\n").With("core/build.gradle", "").With("logic/settings.gradle", "").With("logic/build.gradle", "")
            .With("buildSrc/build.gradle", "").With("examples/e/settings.gradle", "include 'x'").With("examples/e/x/build.gradle", "");
        _tree.Names().ShouldBe(["core"]);
    }

    [Fact]
    public void ABuildOfNothingButOthersStandsForThem()
    {
        _tree.With("settings.gradle", "includeBuild('one')\nincludeBuild('two')\n").With("one/settings.gradle", "include 'a'").With("one/a/build.gradle", "").With("two/build.gradle", "");
        _tree.Members().ShouldBe(["a one/a", "two two"]);
    }

    [Fact]
    public void BuildsBesideEachOtherAreFoundWithoutARoot()
    {
        _tree.With("java/settings.gradle", "include 'a'").With("java/a/build.gradle", "").With("tool/build.gradle", "");
        _tree.Members().ShouldBe(["a java/a", "tool tool"]);
        _tree.Discover(excluded: "tool").Select(p => p.Name).ShouldBe(["a"]);
    }

    [Fact]
    public void ARootIsAPackageOnlyWhereItIsMoreThanARoof()
    {
        _tree.With("settings.gradle", "rootProject.name = 'all'\ninclude 'a'\n").With("build.gradle", "plugins { id 'base' }\n").With("a/build.gradle", "");
        _tree.Names().ShouldBe(["a"]);
        _tree.With("build.gradle", GradleTree.Published);
        _tree.Names().ShouldBe(["a", "org.acme:all"]);
    }

    [Theory]
    [InlineData("include 'a\n", 1)]
    [InlineData("include('a'\n", 1)]
    [InlineData("\n/* never closed\n", 2)]
    [InlineData("include 'a'\n}\n", 2)]
    public void MalformedSettingsAreToldWithTheirLine(string text, int line)
    {
        _tree.With("settings.gradle", text).With("a/build.gradle", "");
        var problem = _tree.Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe(ManifestCodes.Syntax.Code);
        (problem.Location!.File, problem.Location.Line).ShouldBe(("settings.gradle", line));
    }

    [Theory]
    [InlineData("include '../../outside'")]
    [InlineData("include 'a'\nproject(':a').projectDir = file('/etc')")]
    [InlineData("include 'a'\nproject(':a').projectDir = new File(settingsDir, '../../..')")]
    public void NothingOutsideOfTheWorkspaceIsAProject(string text)
    {
        _tree.With("settings.gradle", text).With("a/build.gradle", "");
        _tree.Discover().ShouldAllBe(p => p.Directory.Value == "a");
    }

    public void Dispose() => _tree.Dispose();
}
