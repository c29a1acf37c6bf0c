using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Maven;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Tests.Maven;

/// <summary>What the checks before a release are told of Maven packages.</summary>
public sealed class PomInspectionTests
{
    private const string Central = "https://central.sonatype.com/api/v1/publisher/";
    private const string Facts = "<name>n</name><description>d</description><url>u</url><licenses><license><name>MIT</name></license></licenses><developers><developer><id>x</id></developer></developers><scm><url>u</url></scm>";

    [Fact]
    public void WhatMavenCentralRefusesIsToldBefore()
    {
        using var tree = new PomTree().WithPom("", "a", "<version>1</version><name>n</name>");
        var inspected = Inspect(tree, Central).ShouldHaveSingleItem();
        (inspected.NamesLicence, string.Join(' ', inspected.Lacks)).ShouldBe((false, "description repository"));
        inspected.Metadata.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Code.ShouldBe(ManifestCheckCodes.Refused.Code), d => d.Message.ShouldContain("<description>, <url>, <licenses>, <developers>, <scm>"), d => d.Location!.File.ShouldBe("pom.xml"));
        Inspect(tree, "https://maven.example.test/")[0].Metadata.ShouldBeEmpty("others do not ask for it");
    }

    [Fact]
    public void WhatAParentSaysCounts()
    {
        using var tree = new PomTree().WithPom("", "root", "<packaging>pom</packaging><version>1.0.0</version><modules><module>a</module></modules>" + Facts).WithChild("a", "a");
        var inspected = Inspect(tree, Central);
        inspected.ShouldAllBe(p => p.NamesLicence && p.Lacks.IsEmpty && p.Metadata.IsEmpty && p.Dependencies.IsEmpty);
    }

    [Fact]
    public void WhatOnlyARepositoryKnowsIsNotRefused()
    {
        using var tree = new PomTree().WithPom("", "a", "<version>1</version><parent><groupId>x</groupId><artifactId>y</artifactId><version>1</version><relativePath/></parent>");
        Inspect(tree, Central)[0].Metadata.ShouldBeEmpty("the parent may say it");
    }

    [Fact]
    public void SnapshotsAndFilesOfThisMachineAreTold()
    {
        static string Needs(string artifact, string more) => $"<dependency><groupId>g</groupId><artifactId>{artifact}</artifactId>{more}</dependency>\n";
        using var tree = new PomTree().WithPom("b", "b", "<version>1-SNAPSHOT</version>")
            .WithPom("a", "a", "<parent><groupId>x</groupId><artifactId>y</artifactId><version>2-SNAPSHOT</version><relativePath/></parent>\n<version>1</version><properties><s>3-SNAPSHOT</s></properties><dependencies>\n"
                + Needs("b", "<version>1-SNAPSHOT</version>") + Needs("c", "<version>${s}</version>") + Needs("d", "<version>1-SNAPSHOT</version><scope>test</scope>") + Needs("e", "<version>1</version><scope>system</scope>") + "</dependencies>");
        Inspect(tree, Central)[0].Dependencies.Select(d => $"{d.Code} {d.Location!.Line}")
            .ShouldBe([$"{ManifestCheckCodes.Dependency.Code} 4", $"{ManifestCheckCodes.Dependency.Code} 7", $"{ManifestCheckCodes.DoubtfulDependency.Code} 9"]);
    }

    [Fact]
    public void AModuleThatIsNotThereIsTold()
    {
        using var tree = new PomTree().WithPom("", "a", "<version>1</version><modules>\n<module>gone</module></modules>");
        tree.Names().ShouldBe(["a 1"]);
        new MavenInspector().InspectMembers(Request(tree, Central)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Code.ShouldBe(ManifestCheckCodes.Members.Code), d => d.Location!.Line.ShouldBe(5));
        new MavenInspector().InspectLocks(Request(tree, Central)).Files.ShouldBeEmpty();
    }

    private static InspectedPackage[] Inspect(PomTree tree, string registry) => [.. new MavenInspector().Inspect(Request(tree, registry))];

    private static InspectionRequest Request(PomTree tree, string registry)
    {
        var packages = tree.Discover();
        var address = new Uri(registry);
        return new InspectionRequest(new WorkspaceFileSystem(tree.Path), tree.Listing(), [], new Workspace(packages), packages, _ => new RegistryEndpoint(address, address, null), _ => false);
    }
}
