using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Maven packages from the packed SDK, with the real mvn.</summary>
public sealed class MavenTests(PackedSdk sdk)
{
    private static readonly string[] Tags = ["org.e2e-mvn-parent-v1.0.0", "org.e2e-mvn-base-v1.0.0", "org.e2e-mvn-top-v1.0.0"];

    [Fact]
    public void AReactorIsReleasedWithOneVersionAndItsDependentsFollow()
    {
        Tool.Require("mvn");
        Tool.Require("javac");
        using var workspace = sdk.NewWorkspace();
        using var home = new ScratchDirectory();
        AddReactor(workspace, home);
        workspace.Initialize(Tags);
        workspace.Change("java/base/src/main/java/org/e2e/base/More.java", "package org.e2e.base;\n\npublic final class More {\n}\n", "feat(base): more");
        using var registry = RegistryProcess.Start(workspace.Root);
        string[] arguments = [$"-p:ReleaseMavenRegistry={registry.Address}/maven/", "-mt", "-m:8"];

        var release = workspace.MSBuild("Release", arguments);

        release.ExitCode.ShouldBe(0, release.Output);
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["org.e2e-mvn-parent-v1.1.0", "org.e2e-mvn-base-v1.1.0", "org.e2e-mvn-top-v1.1.0", "org.e2e-mvn-tool-v0.5.0"], ignoreOrder: true);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Git("diff", "HEAD~1", "--unified=0", "--", "*.xml").Split('\n').Where(l => l is ['+' or '-', not ('+' or '-'), ..]).Order(StringComparer.Ordinal).ShouldBe(
        [
            "+    <revision>1.1.0</revision> <!-- kept -->", "+  <version>0.5.0</version>", "+    <dependency><groupId>org.e2e</groupId><artifactId>mvn-base</artifactId><version>1.1.0</version></dependency>",
            "-    <revision>1.0.0</revision> <!-- kept -->", "-  <version>0.5.0-SNAPSHOT</version>", "-    <dependency><groupId>org.e2e</groupId><artifactId>mvn-base</artifactId><version>1.0.0</version></dependency>",
        ], ignoreOrder: true);
        registry.Stored().Select(line => string.Join(' ', line.Split(' ')[..2])).Distinct()
            .ShouldBe(["org.e2e:mvn-parent 1.1.0", "org.e2e:mvn-base 1.1.0", "org.e2e:mvn-top 1.1.0", "org.e2e:mvn-tool 0.5.0"], ignoreOrder: true);
        registry.Stored().Count.ShouldBe(7, "a pom each, and three archives");

        var again = workspace.MSBuild("Release", arguments);
        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("Nothing to release.");
        registry.Stored().Count.ShouldBe(7);
    }

    [Fact]
    public void AFolderIsARepository()
    {
        Tool.Require("mvn");
        Tool.Require("javac");
        using var workspace = sdk.NewWorkspace();
        using var home = new ScratchDirectory();
        AddReactor(workspace, home);
        workspace.Initialize(Tags);
        workspace.Change("java/top/src/main/java/org/e2e/top/More.java", "package org.e2e.top;\n\npublic final class More {\n}\n", "fix(top): more");
        var repository = home.File("repository");

        var release = workspace.MSBuild("Release", $"-p:ReleaseMavenRegistry={new Uri(repository).AbsoluteUri}", "-p:ReleasePush=false", "-mt", "-m:8");

        release.ExitCode.ShouldBe(0, release.Output);
        File.ReadAllText(Path.Combine(repository, "org", "e2e", "mvn-top", "maven-metadata.xml")).ShouldContain("<release>1.0.1</release>");
        foreach (var ending in new[] { "", ".md5", ".sha1", ".sha256", ".sha512" })
        {
            File.Exists(Path.Combine(repository, "org", "e2e", "mvn-top", "1.0.1", $"mvn-top-1.0.1.jar{ending}")).ShouldBeTrue(ending);
        }
    }

    [Fact]
    public void ARehearsalOfMavenPackagesChangesNothing()
    {
        Tool.Require("mvn");
        Tool.Require("javac");
        using var workspace = sdk.NewWorkspace();
        using var home = new ScratchDirectory();
        AddReactor(workspace, home);
        workspace.Initialize(Tags);
        workspace.Change("java/base/src/main/java/org/e2e/base/More.java", "package org.e2e.base;\n\npublic final class More {\n}\n", "feat(base)!: more");

        var rehearsal = workspace.MSBuild("Rehearse", "-mt", "-m:8");

        rehearsal.ExitCode.ShouldBe(0, rehearsal.Output);
        rehearsal.Output.ShouldContain("live, verified");
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Git("tag").Split('\n').ShouldBe(Tags, ignoreOrder: true);
        Directory.Exists(home.File("home", ".m2", "repository")).ShouldBeFalse("nothing that is rehearsed lands among the user's own downloads");
    }

    /// <summary>A parent with two modules that take one version from a property, test support that is never published, and a tool with a snapshot of its own.</summary>
    private static void AddReactor(ReleaseWorkspace workspace, ScratchDirectory home)
    {
        var variables = new Dictionary<string, string>();
        MavenHome.Isolate(variables, Directory.CreateDirectory(home.File("home")).FullName);
        foreach (var (name, value) in variables)
        {
            workspace.Variables[name] = value;
        }

        File.AppendAllText(workspace.File(".gitignore"), "target/\n");
        const string Facts = "<description>End to end.</description>\n  <url>https://example.test/</url>\n  <licenses><license><name>MIT</name></license></licenses>\n";
        workspace.Write("java/pom.xml", $$"""
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.e2e</groupId>
              <artifactId>mvn-parent</artifactId>
              <version>${revision}</version>
              <packaging>pom</packaging>
              {{Facts}}
              <modules>
                <module>base</module>
                <module>top</module>
                <module>support</module>
              </modules>
              <properties>
                <revision>1.0.0</revision> <!-- kept -->
                <maven.compiler.source>8</maven.compiler.source>
                <maven.compiler.target>8</maven.compiler.target>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
            </project>

            """);
        Module(workspace, "base", "");
        Module(workspace, "support", "  <properties><maven.deploy.skip>true</maven.deploy.skip></properties>\n");
        Module(workspace, "top", "  <dependencies>\n" + Needs("base", "${project.version}", "compile") + Needs("support", "${project.version}", "test") + "  </dependencies>\n");
        workspace.Write("tool/pom.xml", $"""
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.e2e</groupId>
              <artifactId>mvn-tool</artifactId>
              <version>0.5.0-SNAPSHOT</version>
              {Facts}
              <properties>
                <maven.compiler.source>8</maven.compiler.source>
                <maven.compiler.target>8</maven.compiler.target>
              </properties>
              <dependencies>
                <dependency><groupId>org.e2e</groupId><artifactId>mvn-base</artifactId><version>1.0.0</version></dependency>
              </dependencies>
            </project>

            """);
        workspace.Write("tool/src/main/java/org/e2e/tool/Main.java", "package org.e2e.tool;\n\npublic final class Main {\n    public static final Class<?> BASE = org.e2e.base.Main.class;\n}\n");
    }

    private static void Module(ReleaseWorkspace workspace, string name, string more)
    {
        workspace.Write(
            $"java/{name}/pom.xml",
            $"<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  <modelVersion>4.0.0</modelVersion>\n  <parent>\n    <groupId>org.e2e</groupId>\n    <artifactId>mvn-parent</artifactId>\n    <version>${{revision}}</version>\n  </parent>\n  <artifactId>mvn-{name}</artifactId>\n{more}</project>\n");
        workspace.Write($"java/{name}/src/main/java/org/e2e/{name}/Main.java", $"package org.e2e.{name};\n\npublic final class Main {{\n{(name == "top" ? "    public static final Class<?> BASE = org.e2e.base.Main.class;\n" : "")}}}\n");
    }

    private static string Needs(string name, string version, string scope) =>
        $"    <dependency><groupId>org.e2e</groupId><artifactId>mvn-{name}</artifactId><version>{version}</version><scope>{scope}</scope></dependency>\n";
}
