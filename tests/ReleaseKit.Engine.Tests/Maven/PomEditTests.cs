using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Tests.Maven;

/// <summary>Values are spliced in where they are written; everything else stays.</summary>
public sealed class PomEditTests
{
    private static readonly PackageId A = new("maven", "g:a");
    private static readonly PackageId B = new("maven", "g:b");
    private static readonly RelativePath Pom = RelativePath.Parse("pom.xml");

    [Theory]
    [InlineData("<version>1.0.0</version>", "<version>1.1.0</version>")]
    [InlineData("\r\n\t<version>\r\n\t\t1.0.0 <!-- since 1.0.0 -->\r\n\t</version>", "\r\n\t<version>\r\n\t\t1.1.0 <!-- since 1.0.0 -->\r\n\t</version>")]
    [InlineData("<version><![CDATA[1.0.0]]></version>", "<version><![CDATA[1.1.0]]></version>")]
    [InlineData("<version>${revision}</version><properties><other>1.0.0</other><revision>1.0.0</revision></properties>", "<version>${revision}</version><properties><other>1.0.0</other><revision>1.1.0</revision></properties>")]
    [InlineData("<version>${v}</version><properties><v>${w}</v><w>1.0.0</w></properties>", "<version>${v}</version><properties><v>${w}</v><w>1.1.0</w></properties>")]
    [InlineData("<!-- <version>1.0.0</version> é --><version>1.0.0</version><dependencies><dependency><version>1.0.0</version></dependency></dependencies>", "<!-- <version>1.0.0</version> é --><version>1.1.0</version><dependencies><dependency><version>1.0.0</version></dependency></dependencies>")]
    public void AVersionIsReplacedWhereItIsDeclared(string before, string after) =>
        PomTree.Edited(Project("a", before), new VersionChange(Pom, A, "1.0.0", "1.1.0")).ShouldBe(Project("a", after));

    [Theory]
    [InlineData("<version>${revision}${changelist}</version><properties><revision>1.1.0</revision><changelist>-SNAPSHOT</changelist></properties>", "<version>${revision}${changelist}</version><properties><revision>1.1.0</revision><changelist></changelist></properties>")]
    [InlineData("<version>${revision}-SNAPSHOT</version><properties><revision>1.1.0</revision></properties>", "<version>${revision}</version><properties><revision>1.1.0</revision></properties>")]
    [InlineData("<version>${revision}${sha1}${changelist}</version><properties><revision>1.1.0</revision><changelist>-SNAPSHOT</changelist><sha1/></properties>", "<version>${revision}${sha1}${changelist}</version><properties><revision>1.1.0</revision><changelist></changelist><sha1/></properties>")]
    [InlineData("<version>1.1.0-SNAPSHOT</version>", "<version>1.1.0</version>")]
    public void ASnapshotBecomesARelease(string before, string after) =>
        PomTree.Edited(Project("a", before), new VersionChange(Pom, A, "1.1.0-SNAPSHOT", "1.1.0")).ShouldBe(Project("a", after));

    [Fact]
    public void APropertyThatIsCalledLikeTheArtifactHoldsItsVersion()
    {
        const string Properties = "<version>1.0.0</version><properties><a.version>1.0.0</a.version><other.version>1.0.0</other.version></properties>";
        PomTree.Edited(Project("root", Properties), new VersionChange(Pom, A, "1.0.0", "1.1.0")).ShouldBe(Project("root", Properties.Replace("<a.version>1.0.0", "<a.version>1.1.0", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1.0.0", "<version>1.0.0</version>")]
    [InlineData("[1.0.0,2)", "<version>[1.0.0,2)</version>")]
    [InlineData("1.0.0", "<version>${a.version}</version>")]
    public void ARangeIsReplacedInEveryFormOfDeclaration(string from, string version)
    {
        var to = new MavenVersionScheme().MoveRange(from, "2.0.0");
        foreach (var form in new[]
        {
            "<dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId>{0}</dependency><dependency><groupId>h</groupId><artifactId>a</artifactId> <version>1.0.0</version></dependency></dependencies>",
            "<dependencyManagement><dependencies><dependency>{0}<artifactId>a</artifactId><groupId>${{project.groupId}}</groupId></dependency></dependencies></dependencyManagement>",
            "<profiles><profile><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId>{0}</dependency></dependencies></profile></profiles>",
            "<build><plugins><plugin><groupId>g</groupId><artifactId>a</artifactId>{0}</plugin><plugin><artifactId>a</artifactId> <version>1.0.0</version></plugin></plugins></build>",
            "<build><extensions><extension><groupId>g</groupId><artifactId>a</artifactId>{0}</extension></extensions></build>",
            "<parent><groupId>g</groupId><artifactId>a</artifactId>{0}</parent>",
        })
        {
            var before = Project("b", string.Format(System.Globalization.CultureInfo.InvariantCulture, form, version) + $"<version>1.0.0</version><properties><other>{from}</other><a.version>{from}</a.version></properties>");
            var after = version.Contains('$', StringComparison.Ordinal) ? before.Replace($"<a.version>{from}", $"<a.version>{to}", StringComparison.Ordinal)
                : before.Replace($"a</artifactId>{version}", $"a</artifactId><version>{to}</version>", StringComparison.Ordinal).Replace($"{version}<artifactId>", $"<version>{to}</version><artifactId>", StringComparison.Ordinal);
            PomTree.Edited(before, new RangeChange(Pom, B, A, DependencyKind.Runtime, from, to)).ShouldBe(after);
        }
    }

    [Fact]
    public void APropertyThatChildrenReferToIsFoundByItsName()
    {
        const string Properties = "<properties><x.version>1.0.0</x.version><my-a>1.0.0</my-a></properties>";
        PomTree.Edited(Project("root", Properties), new RangeChange(Pom, B, A, DependencyKind.Runtime, "1.0.0", "2.0.0")).ShouldBe(Project("root", Properties.Replace("<my-a>1.0.0", "<my-a>2.0.0", StringComparison.Ordinal)));
        Coded.Throws(ManifestCodes.Changed, () => PomTree.Edited(Project("root", "<properties><x>1.0.0</x><y>1.0.0</y></properties>"), new RangeChange(Pom, B, A, DependencyKind.Runtime, "1.0.0", "2.0.0")));
    }

    [Fact]
    public void OnePlaceForTwoVersionsIsRefused()
    {
        var text = Project("root", "<version>1.0.0</version>");
        Coded.Throws(ManifestCodes.Changed, () => PomTree.Edited(text, new VersionChange(Pom, A, "1.0.0", "1.1.0"), new VersionChange(Pom, B, "1.0.0", "1.2.0"))).Message.ShouldContain("different versions");
        PomTree.Edited(text, new VersionChange(Pom, A, "1.0.0", "1.1.0"), new VersionChange(Pom, B, "1.0.0", "1.1.0")).ShouldBe(Project("root", "<version>1.1.0</version>"));
    }

    [Fact]
    public void ByteOrderMarkAndWindowsLinesStay()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Project("a", "\r\n\t<version>1.0.0</version>\r\n"))).ToArray();
        var source = SourceText.Decode("pom.xml", bytes);
        var after = source.With(PomTree.Adapter.Edit(source, [new VersionChange(Pom, A, "1.0.0", "1.1.0")]));
        after.Encode().ShouldBe([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Project("a", "\r\n\t<version>1.1.0</version>\r\n"))]);
    }

    [Fact]
    public void PinsAreWhatUsersGet()
    {
        using var tree = new PomTree().WithPom("", "root", "<packaging>pom</packaging><version>${revision}</version><properties><revision>1.0.0</revision></properties><modules><module>a</module><module>b</module><module>c</module></modules>")
            .WithChild("a", "a", version: "${revision}")
            .WithChild("b", "b", "<version>2.0.0</version><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${revision}</version></dependency></dependencies>", "${revision}")
            .WithChild("c", "c", "<build><plugins><plugin><groupId>org.codehaus.mojo</groupId><artifactId>flatten-maven-plugin</artifactId></plugin></plugins></build>", "${revision}");
        var workspace = new Workspace(tree.Discover());
        IEnumerable<string> Pins(string name) => PomTree.Adapter.Pin(tree.Find(name), workspace, id => $"7.0-{id.Name[2..]}", PinStyle.Exact).Select(p => $"{p.File} {p.Dependency.Name[2..]} {p.From} {p.To}");
        Pins("a").ShouldBe(["a/pom.xml root ${revision} 7.0-root"]);
        Pins("b").ShouldBe(["b/pom.xml a ${revision} 7.0-a", "b/pom.xml root ${revision} 7.0-root"], "it has a version of its own");
        Pins("c").ShouldBeEmpty("the plugin does it");
        Coded.Throws(PinCodes.Unresolved, () => PomTree.Adapter.Pin(tree.Find("a"), workspace, _ => null, PinStyle.Exact));
        Coded.Throws(PinCodes.Unresolved, () => PomTree.Adapter.Pin(tree.Find("a"), workspace, _ => "1-SNAPSHOT", PinStyle.Exact));
        var manifest = File.ReadAllText(Path.Combine(tree.Path, "a", "pom.xml"));
        PomTree.Edited(manifest, new RangeChange(Pom, A, new PackageId("maven", "g:root"), DependencyKind.Build, "${revision}", "1.0.0")).ShouldBe(manifest.Replace("${revision}", "1.0.0", StringComparison.Ordinal));
    }

    /// <summary>Whatever else a pom holds, before and after the edit it differs in the one value.</summary>
    [Fact]
    public void AnEditChangesTheValueAskedForAndNothingElse()
    {
        string[] pieces =
        [
            "\n", "\r\n", "\t", " ", "<!-- 1.0.0 -->", "<name>1.0.0</name>", "<?x 1.0.0?>", "<properties><p>1.0.0</p></properties>",
            "<dependencies><dependency><groupId>h</groupId><artifactId>x</artifactId><version>1.0.0</version></dependency></dependencies>", "<description><![CDATA[<version>1.0.0</version>]]></description>", "<url a='1.0.0'/>", "<é>ü</é>",
        ];
        var texts =
            from before in Gen.ListOf(Gen.Elements(pieces))
            from after in Gen.ListOf(Gen.Elements(pieces))
            from form in Gen.Elements("<version>{0}</version>", "<version>\n  {0}\n</version>", "<version><!-- v -->{0}</version>", "<version><![CDATA[{0}]]></version>")
            select string.Concat(before) + form + string.Concat(after);
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            string With(string version) => Project("a", text.Replace("{0}", version, StringComparison.Ordinal));
            PomTree.Edited(With("1.0.0"), new VersionChange(Pom, A, "1.0.0", "1.1.0")).ShouldBe(With("1.1.0"));
        }).QuickCheckThrowOnFailure();
    }

    private static string Project(string artifact, string content) => $"<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><groupId>g</groupId><artifactId>{artifact}</artifactId>{content}</project>";
}
