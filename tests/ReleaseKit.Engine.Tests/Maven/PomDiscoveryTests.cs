using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Tests.Maven;

/// <summary>Reactors are found as Maven finds them.</summary>
public sealed class PomDiscoveryTests
{
    private const string Modules = "<packaging>pom</packaging><version>1.0.0</version>\n<modules><module>a</module><module>./b/pom.xml</module></modules>\n";

    [Fact]
    public void ModulesMayNestAndNameFoldersOrPoms()
    {
        using var tree = new PomTree().WithPom("", "root", Modules).WithChild("a", "a", "<packaging>pom</packaging><modules><module>../c/inner</module></modules>")
            .WithChild("b", "b").WithPom("c/inner", "c", "<version>3</version>");
        tree.Names().ShouldBe(["a 1.0.0", "b 1.0.0", "c 3", "root 1.0.0"]);
        tree.Find("b").Directory.Value.ShouldBe("b");
    }

    [Fact]
    public void WhatIsNoModuleIsLeftAlone()
    {
        using var tree = new PomTree().WithPom("", "root", Modules).WithChild("a", "a").WithChild("b", "b")
            .With("a/src/test/resources/pom.xml", "<project><!-- broken").WithPom("examples/one", "one", "<version>1</version>").With("b/src/main/resources/archetype-resources/pom.xml", "${broken}");
        tree.Names().ShouldBe(["a 1.0.0", "b 1.0.0", "root 1.0.0"]);
    }

    [Fact]
    public void PomsWithNoneAroundThemAreReactorsOfTheirOwn()
    {
        using var tree = new PomTree().WithPom("x", "x", "<version>1</version>").WithPom("y/z", "z", "<version>2</version>").WithPom("x/below", "below", "<version>3</version>").WithPom("src/it/i", "i", "<version>4</version>")
            .WithPom("build", "build", "<version>5</version><modules><module>../x</module></modules>");
        tree.Names().ShouldBe(["build 5", "x 1", "z 2"]);
        tree.Discover("y").Select(p => p.Name).ShouldBe(["g:build", "g:x"]);
    }

    [Fact]
    public void ProfilesCountWhenNobodyNamesThem()
    {
        static string Profile(string module, string activation) => $"<profile><id>{module}</id><activation>{activation}</activation><modules><module>{module}</module></modules></profile>";
        using var tree = new PomTree().WithPom("", "root", "<packaging>pom</packaging><version>1.0.0</version><profiles>"
            + Profile("a", "<property><name>!skip</name></property>") + Profile("b", "<property><name>full</name></property>") + Profile("c", "<activeByDefault>true</activeByDefault>")
            + Profile("d", "<jdk>[11,</jdk>") + Profile("e", "<jdk>1.8</jdk>") + Profile("f", "<os><family>windows</family></os>") + Profile("h", "<file><exists>${basedir}/h/pom.xml</exists></file><jdk>!1.8</jdk>")
            + "<profile><id>n</id><modules><module>n</module></modules></profile></profiles>");
        foreach (var name in "abcdefhn")
        {
            tree.WithChild($"{name}", $"{name}");
        }

        tree.Names().ShouldBe(["a 1.0.0", "d 1.0.0", "h 1.0.0", "root 1.0.0"], "one that is active by default is not when another one is");
    }

    [Fact]
    public void WhatAParentSaysIsInherited()
    {
        using var tree = new PomTree().WithPom("", "root", "<version>${revision}${changelist}</version>\n<properties>\n<revision>1.2.0</revision>\n<changelist>-SNAPSHOT</changelist>\n</properties><modules><module>m/a</module><module>b</module><module>c</module></modules>")
            .With("m/a/pom.xml", "<project><parent><groupId>g</groupId><artifactId>root</artifactId><version>${revision}${changelist}</version><relativePath/></parent><artifactId>${project.groupId}-a</artifactId></project>")
            .With("b/pom.xml", "<project><parent><groupId>g</groupId><artifactId>root</artifactId><version>1.2.0-SNAPSHOT</version></parent><artifactId>b</artifactId><version>${project.parent.version}</version></project>")
            .With("c/pom.xml", "<project><parent><groupId>g</groupId><artifactId>other</artifactId><version>9</version></parent><artifactId>c</artifactId></project>");
        var packages = tree.Discover();
        packages.Select(p => $"{p.Name} {p.Version} {p.VersionLocation}").ShouldBe(
        [
            "g:b 1.2.0-SNAPSHOT pom.xml(6,11)", "g:c 9 c/pom.xml(1,77)", "g:g-a 1.2.0-SNAPSHOT pom.xml(6,11)", "g:root 1.2.0-SNAPSHOT pom.xml(6,11)",
        ]);
        packages[1].NotPublishableReason!.ShouldContain("not in this repository");
        packages.Count(p => p.Publishable).ShouldBe(3);
    }

    [Fact]
    public void EveryWayToNeedAProjectIsAnEdgeOfItsKind()
    {
        static string Needs(string artifact, string more) => $"<dependency><groupId>${{project.groupId}}</groupId><artifactId>{artifact}</artifactId>{more}</dependency>\n";
        using var tree = new PomTree().WithPom("", "root", "<packaging>pom</packaging><version>1.0.0</version><modules>" + string.Concat("abcdefghijk".Select(m => $"<module>{m}</module>")) + "</modules>\n"
            + "<dependencyManagement><dependencies>\n" + Needs("b", "<version>${project.version}</version><scope>test</scope>") + Needs("c", "<version>1.0.0</version>") + "</dependencies></dependencyManagement>\n"
            + "<build><pluginManagement><plugins><plugin><groupId>g</groupId><artifactId>i</artifactId>\n<version>1.0.0</version></plugin></plugins></pluginManagement></build>")
            .WithChild("a", "a", "<dependencies>\n" + Needs("b", "") + Needs("c", "") + Needs("d", "<version>[1.0.0,2)</version><optional>true</optional>") + Needs("e", "<version>1.0.0</version><scope>provided</scope>") + Needs("f", "<version>0.9.0</version>") + Needs("gone", "<version>1.0.0</version>")
                + "</dependencies><build><plugins><plugin><groupId>g</groupId><artifactId>i</artifactId><dependencies>" + Needs("j", "<version>${project.version}</version>") + "</dependencies></plugin></plugins><extensions><extension><groupId>g</groupId><artifactId>k</artifactId><version>1.0.0</version></extension></extensions></build>")
            .WithChild("h", "h", "<packaging>pom</packaging><dependencyManagement><dependencies>\n" + Needs("a", "<version>${project.version}</version>") + "</dependencies></dependencyManagement>");
        foreach (var name in "bcdefgijk")
        {
            tree.WithChild($"{name}", $"{name}");
        }

        tree.Edges("a").ShouldBe(
        [
            "b Dev Workspace '${project.version}' pom.xml:6",
            "c Runtime Workspace '1.0.0' pom.xml:7",
            "d Optional Workspace '[1.0.0,2)' a/pom.xml:7",
            "e Peer Workspace '1.0.0' a/pom.xml:8",
            "f Runtime Registry '0.9.0' a/pom.xml:9",
            "i Build Workspace '1.0.0' pom.xml:10",
            "j Build Workspace '${project.version}' a/pom.xml:11",
            "k Build Workspace '1.0.0' a/pom.xml:12",
            "root Build Workspace '1.0.0' a/pom.xml:2",
        ]);
        tree.Edges("h").ShouldBe(["a Runtime Workspace '${project.version}' h/pom.xml:5", "root Build Workspace '1.0.0' h/pom.xml:2"], "what a bill of materials lists goes before it");
        tree.Edges("root").ShouldBe(["c Dev* Workspace '1.0.0' pom.xml:7", "i Dev* Workspace '1.0.0' pom.xml:10"], "what inherits from a pom cannot go before it, and what follows needs no edit");
    }

    [Fact]
    public void ABillOfMaterialsOfTheWorkspaceTellsVersions()
    {
        using var tree = new PomTree().WithPom("", "root", Modules).WithChild("b", "b")
            .WithChild("a", "a", "<dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>bom</artifactId><version>2</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>\n<dependencies><dependency><groupId>g</groupId><artifactId>b</artifactId></dependency></dependencies><modules><module>../bom</module></modules>")
            .WithPom("bom", "bom", "<version>2</version><properties>\n<b.version>1.0.0</b.version></properties><dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>b</artifactId><version>${b.version}</version></dependency></dependencies></dependencyManagement>");
        tree.Edges("a").ShouldBe(["b Runtime Workspace '1.0.0' bom/pom.xml:5", "bom Build Workspace '2' a/pom.xml:4", "root Build Workspace '1.0.0' a/pom.xml:2"]);
        tree.Edges("bom").ShouldBe(["b Runtime Workspace '1.0.0' bom/pom.xml:5"]);
    }

    [Theory]
    [InlineData("<properties><maven.deploy.skip>true</maven.deploy.skip></properties>", "maven.deploy.skip")]
    [InlineData("<build><plugins><plugin><artifactId>maven-deploy-plugin</artifactId><configuration><skip>${x}</skip></configuration></plugin></plugins></build><properties><x>true</x></properties>", "maven-deploy-plugin is told")]
    [InlineData("<build><plugins><plugin><artifactId>maven-deploy-plugin</artifactId><executions><execution><id>default-deploy</id><phase>none</phase></execution></executions></plugin></plugins></build>", "no phase")]
    [InlineData("<build><pluginManagement><plugins><plugin><artifactId>central-publishing-maven-plugin</artifactId><configuration><skipPublishing>true</skipPublishing></configuration></plugin></plugins></pluginManagement></build>", "central-publishing")]
    [InlineData("<distributionManagement><repository><url>${nowhere}</url></repository></distributionManagement>", "${nowhere}")]
    public void WhatIsNotDeployedIsNotPublished(string more, string why)
    {
        using var tree = new PomTree().WithPom("", "root", Modules + more).WithChild("a", "a").WithChild("b", "b", "<properties><maven.deploy.skip>false</maven.deploy.skip></properties>");
        tree.Find("a").NotPublishableReason.ShouldNotBeNull().ShouldContain(why);
        tree.Find("b").Publishable.ShouldBe(why == "maven.deploy.skip", "the nearest has the last word");
    }

    [Fact]
    public void ARepositoryThatAPomNamesIsWhereItGoes()
    {
        using var tree = new PomTree().WithPom("", "root", Modules + "<distributionManagement><repository><id>my-github</id><url>https://maven.example.test/${project.groupId}</url></repository></distributionManagement>")
            .WithChild("a", "a").WithChild("b", "b", "<distributionManagement><repository><id>ossrh</id><url>https://oss.sonatype.org/service/local/staging/deploy/maven2/</url></repository></distributionManagement>");
        (tree.Find("a").Registry, tree.Find("a").TokenVariable).ShouldBe(("https://maven.example.test/g", "MAVEN_PASSWORD_MY_GITHUB"));
        tree.Find("b").Registry.ShouldBeNull("that is Maven Central");
    }

    [Fact]
    public void MavensOwnPropertiesCount()
    {
        using var tree = new PomTree().WithPom("", "a", "<version>1.0${suffix}</version>").With(".mvn/maven.config", "-T1C\n-Dsuffix=.7 -Dother\n");
        tree.Names().ShouldBe(["a 1.0.7"]);
    }

    [Theory]
    [InlineData("<!DOCTYPE project [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<project><groupId>&x;</groupId></project>", "RK-MANIFEST-SYNTAX", 1)]
    [InlineData("<project>\n<groupId>g</groupId\n</project>", "RK-MANIFEST-SYNTAX", 3)]
    [InlineData("<settings/>", "RK-MANIFEST-INVALID", 1)]
    [InlineData("<project>\n<groupId>g</groupId>\n</project>", "RK-MANIFEST-INVALID", 1)]
    [InlineData("<project><groupId>g</groupId>\n<artifactId>../../evil</artifactId></project>", "RK-MANIFEST-INVALID", 2)]
    [InlineData("<project><groupId>g</groupId>\n<artifactId>${undefined}</artifactId></project>", "RK-MANIFEST-INVALID", 2)]
    [InlineData("<project><groupId>-g</groupId>\n<artifactId>a</artifactId></project>", "RK-MANIFEST-INVALID", 1)]
    public void WhatCannotBeReadIsToldWithItsPlace(string text, string code, int line)
    {
        using var tree = new PomTree().With("pom.xml", text);
        tree.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe(code), p => p.Location!.Line.ShouldBe(line));
    }

    [Theory]
    [InlineData("<version>${a}</version><properties><a>${b}</a><b>${a}</b></properties>")]
    [InlineData("<version>${project.version}</version>")]
    [InlineData("<version>main-SNAPSHOT</version>")]
    [InlineData("<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version><relativePath>pom.xml</relativePath></parent>")]
    public void WhatHasNoVersionOfItsOwnIsSeenAndNotPublished(string more)
    {
        using var tree = new PomTree().WithPom("", "a", more);
        tree.Find("a").NotPublishableReason.ShouldNotBeNullOrEmpty();
    }
}
