using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Tests.Gradle;

public sealed class DependencyTests : IDisposable
{
    private readonly GradleTree _tree = new GradleTree().With("settings.gradle", "include 'core', 'util-lib', 'app'").With("core/build.gradle", GradleTree.Published).With("util-lib/build.gradle", GradleTree.Published);

    [Theory]
    [InlineData("api project(':core')", "Runtime")]
    [InlineData("implementation(project(':core')) { transitive = false }", "Runtime")]
    [InlineData("implementation project(path: ':core', configuration: 'shadow')", "Runtime")]
    [InlineData("runtimeOnly rootProject.project(':core')", "Runtime")]
    [InlineData("api platform(project(':core'))", "Runtime")]
    [InlineData("testImplementation project(':core')", "Dev")]
    [InlineData("testFixturesApi project(':core')", "Dev")]
    [InlineData("implementation testFixtures(project(':core'))", "Dev")]
    [InlineData("androidTestImplementation(project(':core'))", "Dev")]
    [InlineData("compileOnly project(':core')", "Build")]
    [InlineData("annotationProcessor project(':core')", "Build")]
    [InlineData("kapt project(':core')", "Build")]
    [InlineData("add('implementation', project(':core'))", "Runtime")]
    [InlineData("['api', 'runtimeOnly'].each { add(it, project(':core')) }", "Runtime")]
    [InlineData("constraints { api project(':core') }", "Runtime")]
    public void AProjectIsNeededForWhatItsConfigurationIsFor(string statement, string kind)
    {
        _tree.With("app/build.gradle", $"{GradleTree.Published}dependencies {{\n  // api project(':util-lib')\n  {statement}\n}}\n");
        _tree.Edges("org.acme:app").ShouldBe([$"org.acme:core {kind} Workspace ''"]);
    }

    [Theory]
    [InlineData("dependencies { implementation(projects.utilLib) }", "Runtime")]
    [InlineData("dependencies { \"testRuntimeOnly\"(project(\":util-lib\")) }", "Dev")]
    [InlineData("kotlin { sourceSets { commonMain.dependencies { api(project(\":util-lib\")) } } }", "Runtime")]
    [InlineData("kotlin { sourceSets { val commonTest by getting { dependencies { implementation(projects.utilLib) } } } }", "Dev")]
    [InlineData("kotlin { sourceSets { named(\"jvmMain\") { dependencies { implementation(projects.utilLib) } } } }", "Runtime")]
    [InlineData("dependencies { for (n in listOf(\"util-lib\")) { ksp(project(\":$n\")) } }", "Build")]
    public void KotlinNamesProjectsInWaysOfItsOwn(string script, string kind)
    {
        _tree.With("app/build.gradle.kts", $"group = \"org.acme\"\n{script}\n");
        _tree.Edges("org.acme:app").ShouldBe([$"org.acme:util-lib {kind} Workspace ''"]);
    }

    [Theory]
    [InlineData("api 'org.acme:core:1.0.0'", "Workspace '1.0.0'", "api 'org.acme:core:2.0.0'")]
    [InlineData("api \"org.acme:core:[1.0,2.0)\"", "Workspace '[1.0,2.0)'", "api \"org.acme:core:[2.0.0,3.0)\"")]
    [InlineData("api group: 'org.acme', name: 'core', version: '1.0.0'", "Workspace '1.0.0'", "api group: 'org.acme', name: 'core', version: '2.0.0'")]
    [InlineData("api 'org.acme:core:0.9.0@jar'", "Registry '0.9.0'", null)]
    [InlineData("api 'org.acme:core'", "Registry ''", null)]
    [InlineData("api 'org.acme:core:latest.release'", "Registry 'latest.release'", null)]
    public void CoordinatesMeanASiblingWhereTheyAcceptIt(string statement, string edge, string? moved)
    {
        _tree.With("app/build.gradle", $"{GradleTree.Published}dependencies {{\n\t{statement} // org.acme:core:1.0.0\n}}\n");
        _tree.Edges("org.acme:app").ShouldBe([$"org.acme:core Runtime {edge}"]);
        if (moved is not null)
        {
            Moved("app/build.gradle", "2.0.0").ShouldBe($"{GradleTree.Published}dependencies {{\n\t{moved} // org.acme:core:1.0.0\n}}\n");
        }
    }

    [Theory]
    [InlineData("[libraries]\nacme-core = \"org.acme:core:1.0.0\" # 1.0.0\n", "[libraries]\nacme-core = \"org.acme:core:2.0.0\" # 1.0.0\n")]
    [InlineData("[libraries]\nacme-core = { module = \"org.acme:core\", version = \"1.0.0\" }\n", "[libraries]\nacme-core = { module = \"org.acme:core\", version = \"2.0.0\" }\n")]
    [InlineData("[versions]\nacme = \"1.0.0\"\nother = \"1.0.0\"\n[libraries]\nacme-core = { group = \"org.acme\", name = \"core\", version.ref = \"acme\" }\n", "[versions]\nacme = \"2.0.0\"\nother = \"1.0.0\"\n[libraries]\nacme-core = { group = \"org.acme\", name = \"core\", version.ref = \"acme\" }\n")]
    [InlineData("[versions]\r\nacme = { require = '1.0.0' }\r\n[libraries]\r\nacme_core = { module = 'org.acme:core', version = { ref = 'acme' } }\r\n", "[versions]\r\nacme = { require = '2.0.0' }\r\n[libraries]\r\nacme_core = { module = 'org.acme:core', version = { ref = 'acme' } }\r\n")]
    public void CataloguesHoldTheVersionsOfSiblings(string before, string after)
    {
        _tree.With("gradle/libs.versions.toml", before).With("app/build.gradle", $"{GradleTree.Published}dependencies {{ api libs.acme.core }}\n");
        _tree.Edges("org.acme:app").ShouldBe(["org.acme:core Runtime Workspace '1.0.0'"]);
        Moved("gradle/libs.versions.toml", "2.0.0").ShouldBe(after);
    }

    [Fact]
    public void APlatformThatListsItsSiblingsIsNotWaitedForByThem()
    {
        _tree.With("app/build.gradle", GradleTree.Published + "dependencies { constraints { rootProject.subprojects.each { p -> if (p.name != 'app') { api p } } } }\n")
            .With("core/build.gradle", GradleTree.Published + "dependencies { api platform(project(':app')) }\n");
        _tree.Edges("org.acme:app").ShouldBe(["org.acme:core Runtime Workspace ''", "org.acme:util-lib Runtime Workspace ''"]);
        _tree.Edges("org.acme:core").ShouldBe(["org.acme:app Dev Workspace ''"]);
    }

    [Theory]
    [InlineData("gradle.lockfile", "# org.acme:core:1.0.0\r\norg.acme:core:1.0.0=compileClasspath,runtimeClasspath\r\norg.acme:core-extra:1.0.0=a\r\nxorg.acme:core:1.0.0=a\r\nempty=\r\n", "# org.acme:core:1.0.0\r\norg.acme:core:2.0.0=compileClasspath,runtimeClasspath\r\norg.acme:core-extra:1.0.0=a\r\nxorg.acme:core:1.0.0=a\r\nempty=\r\n")]
    [InlineData("gradle/dependency-locks/api.lockfile", "org.acme:core:1.0.0\norg.other:x:1.0.0\n", "org.acme:core:2.0.0\norg.other:x:1.0.0\n")]
    [InlineData("buildscript-gradle.lockfile", "org.acme:core:0.9.0=classpath\n", "org.acme:core:0.9.0=classpath\n")]
    public void LockFilesFollowInOurOwnEntriesAlone(string file, string before, string after)
    {
        _tree.With($"app/{file}", before).With("app/build.gradle", GradleTree.Published);
        var core = _tree.Find("org.acme:core");
        core.OtherLockFiles.Select(f => f.Value).ShouldBe([$"app/{file}"]);
        _tree.Edited($"app/{file}", new LockChange(RelativePath.Parse($"app/{file}"), core.Id, "1.0.0", "2.0.0")).ShouldBe(after);
    }

    [Fact]
    public void AValueThatIsNotThereIsRefused()
    {
        _tree.With("app/build.gradle", GradleTree.Published);
        var app = _tree.Find("org.acme:app");
        var core = _tree.Find("org.acme:core");
        Should.Throw<ReleaseException>(() => _tree.Edited("app/build.gradle", new VersionChange(app.Manifest, app.Id, "0.1.0", "0.2.0"))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(ManifestCodes.Changed.Code);
        Should.Throw<ReleaseException>(() => _tree.Edited("app/build.gradle", new RangeChange(app.Manifest, app.Id, core.Id, DependencyKind.Runtime, "1.0.0", "2.0.0"))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(ManifestCodes.Changed.Code);
    }

    public void Dispose() => _tree.Dispose();

    private string Moved(string path, string version)
    {
        var edge = _tree.Find("org.acme:app").Dependencies.Single();
        edge.DeclaredIn.Value.ShouldBe(path);
        return _tree.Edited(path, new RangeChange(edge.DeclaredIn, _tree.Find("org.acme:app").Id, edge.Id, edge.Kind, edge.Range, new Core.Versions.MavenVersionScheme().MoveRange(edge.Range, version)));
    }
}
