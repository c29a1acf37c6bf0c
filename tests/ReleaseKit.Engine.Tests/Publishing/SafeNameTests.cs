using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Engine.Tests.Publishing;

public sealed class SafeNameTests
{
    [Theory]
    [InlineData("python", "acme-core", "acme-core.python")]
    [InlineData("npm", "utils", "utils.npm")]
    public void PlainNamesStayReadable(string ecosystem, string name, string expected) => SafeName.For(new PackageId(ecosystem, name)).ShouldBe(expected);

    [Fact]
    public void NamesThatDifferOnlyInCaseOrScopeHaveDifferentFiles()
    {
        string[] names = ["Acme.Core", "acme.core", "@acme/core", "acme-core", "@acme-core", "acme/core"];

        names.Select(n => SafeName.For(new PackageId("npm", n))).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(names.Length);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("a\nb")]
    [InlineData("CON")]
    [InlineData("$(touch x)")]
    public void HostileNamesAreHarmlessAsFiles(string name)
    {
        var safe = SafeName.For(new PackageId("npm", name));

        safe.ShouldMatch("^[a-z0-9][a-z0-9._-]*$");
        safe.ShouldNotStartWith(".");
    }

    [Theory]
    [InlineData("1.2.0-rc.1", "1.2.0-rc.1")]
    [InlineData("1!2.0+x/y", "1_2.0_x_y")]
    [InlineData("..", "_")]
    public void VersionsBecomeFolderNames(string version, string expected) => SafeName.ForVersion(version).ShouldBe(expected);
}
