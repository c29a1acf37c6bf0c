using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Tests.DotNet;

public sealed class DotNetEditTests
{
    private static readonly PackageId Acme = new("nuget", "Acme");
    private static readonly PackageId Core = new("nuget", "Acme.Core");

    [Theory]
    [InlineData("<Version>1.0.0</Version>", "1.0.0", "1.1.0", "<Version>1.1.0</Version>")]
    [InlineData("<Version> 1.0.0 <!-- kept --></Version>", "1.0.0", "2.0.0-rc.1", "<Version> 2.0.0-rc.1 <!-- kept --></Version>")]
    [InlineData("<VersionPrefix>1.0.0</VersionPrefix>", "1.0.0", "1.1.0", "<VersionPrefix>1.1.0</VersionPrefix>")]
    [InlineData("<VersionPrefix>1.0.0</VersionPrefix>", "1.0.0", "1.1.0-rc.1", "<VersionPrefix>1.1.0</VersionPrefix><VersionSuffix>rc.1</VersionSuffix>")]
    [InlineData("<VersionPrefix>1.0.0</VersionPrefix><VersionSuffix>rc.1</VersionSuffix>", "1.0.0-rc.1", "1.0.0-rc.2", "<VersionPrefix>1.0.0</VersionPrefix><VersionSuffix>rc.2</VersionSuffix>")]
    [InlineData("<VersionPrefix>1.0.0</VersionPrefix><VersionSuffix>rc.1</VersionSuffix>", "1.0.0-rc.1", "1.0.0", "<VersionPrefix>1.0.0</VersionPrefix><VersionSuffix></VersionSuffix>")]
    [InlineData("<Version>1.0.0</Version><PackageVersion>9.0.0</PackageVersion>", "9.0.0", "9.1.0", "<Version>1.0.0</Version><PackageVersion>9.1.0</PackageVersion>")]
    [InlineData("<Mine>1.0.0</Mine><Version>$(Mine)</Version>", "1.0.0", "1.1.0", "<Mine>1.1.0</Mine><Version>$(Mine)</Version>")]
    [InlineData("<Version Condition=\"'$(X)' == ''\">1.0.0</Version><Version Condition=\"'$(X)' != ''\">0.0.0-dev</Version>", "1.0.0", "1.1.0", "<Version Condition=\"'$(X)' == ''\">1.1.0</Version><Version Condition=\"'$(X)' != ''\">0.0.0-dev</Version>")]
    public async Task AVersionIsReplacedWhereItStands(string before, string from, string to, string after)
    {
        using var tree = new DotNetTree().Project("a/A.csproj", before);
        var package = await tree.DiscoverOneAsync();
        package.Version.ShouldBe(from);
        package.NotPublishableReason.ShouldBeNull();
        var change = new VersionChange(package.VersionFile, package.Id, from, to);

        tree.Edit("a/A.csproj", change).ShouldBe(Shapes.Project(after));

        (await tree.DiscoverOneAsync()).Version.ShouldBe(to);
        tree.Edit("a/A.csproj", change).ShouldBe(Shapes.Project(after));
    }

    [Fact]
    public void AnUndeclaredVersionIsWrittenInTheFirstPropertyGroup()
    {
        const string before = "<Project Sdk=\"Microsoft.NET.Sdk\">\r\n\t<PropertyGroup>\r\n\t\t<Nullable>enable</Nullable>\r\n\t</PropertyGroup>\r\n</Project>\r\n";
        using var tree = new DotNetTree().File("A.csproj", before);
        tree.Edit("A.csproj", Declare("1.0.0")).ShouldBe(before.Replace("</Nullable>", "</Nullable>\r\n\t\t<Version>1.0.0</Version>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\" />", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><Version>1.0.0</Version></PropertyGroup></Project>")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup />\n</Project>\n", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup />\n  <PropertyGroup><Version>1.0.0</Version></PropertyGroup>\n</Project>\n")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup Condition=\"'$(X)' == '1'\" /></Project>", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup Condition=\"'$(X)' == '1'\" /><PropertyGroup><Version>1.0.0</Version></PropertyGroup></Project>")]
    public void AProjectWithoutAnUnconditionalGroupGetsOne(string before, string after)
    {
        using var tree = new DotNetTree().File("A.csproj", before);
        tree.Edit("A.csproj", Declare("1.0.0")).ShouldBe(after);
        tree.Edit("A.csproj", Declare("1.0.0")).ShouldBe(after);
    }

    [Fact]
    public async Task PackagesThatShareAVersionAreEditedOnce()
    {
        using var tree = new DotNetTree()
            .File("Directory.Build.props", "<Project><PropertyGroup><Version>1.0.0</Version></PropertyGroup></Project>")
            .Project("a/A.csproj").Project("b/B.csproj");
        var packages = await tree.DiscoverAsync();
        var changes = packages.Select(package => new VersionChange(package.VersionFile, package.Id, "1.0.0", "1.1.0")).ToArray();

        tree.Edit("Directory.Build.props", [.. changes]).ShouldContain("<Version>1.1.0</Version>");

        Coded.Throws(ManifestCodes.Changed, () => tree.Edit(
            "Directory.Build.props", changes[0] with { From = "1.1.0", To = "1.2.0" }, changes[1] with { From = "1.1.0", To = "1.3.0" }));
    }

    [Theory]
    [InlineData("<Version>1.5.0</Version>", "1.0.0")]
    [InlineData("<Version>1.0.0</Version><Version>1.0.0</Version>", "1.0.0")]
    [InlineData("<Version>1.5.0</Version>", "")]
    public void AnotherVersionThanThePlannedOneIsRefused(string properties, string from)
    {
        using var tree = new DotNetTree().Project("A.csproj", properties);
        var problem = Coded.Throws(ManifestCodes.Changed, () => tree.Edit("A.csproj", new VersionChange(RelativePath.Parse("A.csproj"), Acme, from, "2.0.0")));
        problem.Location!.File.ShouldBe("A.csproj");
    }

    [Theory]
    [InlineData("<PackageReference Include=\"acme.core\" Version=\"1.0.0\" />", "<PackageReference Include=\"acme.core\" Version=\"1.1.0\" />")]
    [InlineData("<PackageReference Include='Acme.Core'><Version>1.0.0</Version></PackageReference>", "<PackageReference Include='Acme.Core'><Version>1.1.0</Version></PackageReference>")]
    [InlineData("<PackageVersion Include=\"Acme.Core\" Version=\"1.0.0\" /><PackageVersion Include=\"Other\" Version=\"1.0.0\" />", "<PackageVersion Include=\"Acme.Core\" Version=\"1.1.0\" /><PackageVersion Include=\"Other\" Version=\"1.0.0\" />")]
    [InlineData("<PackageReference Include=\"Acme.Core\" VersionOverride=\"1.0.0\" />", "<PackageReference Include=\"Acme.Core\" VersionOverride=\"1.1.0\" />")]
    public void ARangeIsReplacedWhereItStands(string before, string after)
    {
        using var tree = new DotNetTree().Project("A.csproj", items: before);
        var change = new RangeChange(RelativePath.Parse("A.csproj"), Acme, Core, DependencyKind.Runtime, "1.0.0", "1.1.0");
        tree.Edit("A.csproj", change).ShouldBe(Shapes.Project("", after));
        tree.Edit("A.csproj", change).ShouldBe(Shapes.Project("", after));
        Coded.Throws(ManifestCodes.Changed, () => tree.Edit("A.csproj", change with { From = "0.9.0", To = "1.0.0" }));
    }

    [Fact]
    public void AByteOrderMarkAndLineEndsSurvive()
    {
        const string text = "\uFEFF<Project>\r\n  <PropertyGroup>\r\n    <Version>1.0.0</Version>\r\n  </PropertyGroup>\r\n</Project>";
        using var tree = new DotNetTree();
        var source = new SourceText("A.csproj", text);
        var edits = tree.Adapter().Edit(source, [new VersionChange(RelativePath.Parse("A.csproj"), Acme, "1.0.0", "1.1.0")]);
        source.With(edits).Text.ShouldBe(text.Replace("1.0.0", "1.1.0", StringComparison.Ordinal));
    }

    private static VersionChange Declare(string version) => new(RelativePath.Parse("A.csproj"), Acme, "", version);
}
