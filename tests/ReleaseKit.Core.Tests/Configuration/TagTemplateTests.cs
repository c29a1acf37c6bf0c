using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.Configuration;

public sealed class TagTemplateTests
{
    [Theory]
    [InlineData("v{version}", "libs/a", "v1.2.0")]
    [InlineData("{name}-v{version}", "libs/a", "@acme/{version}-v1.2.0")]
    [InlineData("{ecosystem}/{directory}/{version}", "libs/a", "npm/libs/a/1.2.0")]
    [InlineData("{directory}/v{version}", "", "v1.2.0")]
    public void PlaceholdersAreFilledOnce(string format, string directory, string tag)
    {
        var package = new Package
        {
            Id = new PackageId("npm", "@acme/{version}"),
            Directory = RelativePath.Parse(directory),
            Manifest = RelativePath.Parse(directory).Combine("package.json"),
        };
        TagTemplate.Problem(format).ShouldBeNull();
        TagTemplate.Render(format, package, "1.2.0").ShouldBe(tag);
    }
}
