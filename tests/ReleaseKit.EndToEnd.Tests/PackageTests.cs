using System.IO.Compression;
using System.Xml.Linq;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>What ships: a file more or less is a decision, made in <c>testassets/package/files.txt</c>.</summary>
public sealed class PackageTests(PackedSdk sdk)
{
    private static readonly string[] PackageFormat = ["_rels/", "package/", "[Content_Types].xml"];

    [Fact]
    public void ThePackageIsAnSdkWithoutDependenciesAndHasExactlyTheseFiles()
    {
        using var package = ZipFile.OpenRead(sdk.Package);
        package.Entries.Select(e => e.FullName).Where(name => !PackageFormat.Any(p => name.StartsWith(p, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .ShouldBe(File.ReadAllLines(Repository.Asset("package", "files.txt")));
        using var stream = package.GetEntry("ReleaseKit.Sdk.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
        metadata.Descendants().Where(e => e.Name.LocalName == "dependency").ShouldBeEmpty();
        metadata.Descendants().Where(e => e.Name.LocalName == "packageType").ShouldHaveSingleItem().Attribute("name")!.Value.ShouldBe("MSBuildSdk");
        Value("license").ShouldBe("Apache-2.0");
        Value("readme").ShouldBe("README.md");
        Value("version").ShouldBe(sdk.Version);
    }
}
