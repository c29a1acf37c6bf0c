using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.Documents;

public sealed class WorkspaceDocumentTests
{
    private static readonly Package Core = new()
    {
        Id = new PackageId("npm", "@acme/core"),
        Directory = RelativePath.Parse("js/core"),
        Manifest = RelativePath.Parse("js/core/package.json"),
        Version = "1.0.0",
        VersionFile = RelativePath.Parse("js/core/package.json"),
        VersionLocation = new SourceLocation("js/core/package.json", 3, 14, 3, 21),
        Group = "core",
        Registry = "https://registry.example/",
        TokenVariable = "EXAMPLE_TOKEN",
        LockFile = RelativePath.Parse("js/lock"),
        OtherLockFiles = [RelativePath.Parse("apps/lock"), RelativePath.Parse("lock")],
        RangeLockFile = RelativePath.Parse("js/lock"),
        Dependencies =
        [
            new Dependency(
                new PackageId("npm", "util"), "workspace:^", DependencyKind.Peer, DependencySource.Workspace,
                RelativePath.Parse("js/core/package.json"), new SourceLocation("js/core/package.json", 7, 13)),
            new Dependency(new PackageId("npm", "old"), "", DependencyKind.Dev, DependencySource.Registry, RelativePath.Root),
        ],
    };

    private static readonly Package Root = new()
    {
        Id = new PackageId("python", "everything"),
        Directory = RelativePath.Root,
        Manifest = RelativePath.Parse("pyproject.toml"),
        Publishable = false,
        NotPublishableReason = "Private :: Do Not Upload",
    };

    private static readonly Workspace Workspace = new([Core, Root]);

    [Fact]
    public void ReadingGivesBackWhatWasWritten()
    {
        var text = WorkspaceDocument.Write(Workspace);
        var read = WorkspaceDocument.Read(text, "workspace.json");
        WorkspaceDocument.Write(read).ShouldBe(text);
        read.Packages[0].Dependencies.ShouldBe(Core.Dependencies);
        read.Packages[0].OtherLockFiles.ShouldBe(Core.OtherLockFiles);
        (read.Packages[0] with { Dependencies = Core.Dependencies, OtherLockFiles = Core.OtherLockFiles }).ShouldBe(Core);
        (read.Packages[1] with { Dependencies = Root.Dependencies }).ShouldBe(Root);
    }

    [Fact]
    public void TheDocumentObeysItsPublishedSchema() => SchemaCheck.Violations("workspace", WorkspaceDocument.Write(Workspace)).ShouldBeEmpty();

    [Theory]
    [InlineData("\"js/core\"", "\"../core\"")]
    [InlineData("\"peer\"", "\"friend\"")]
    [InlineData("\"npm:util\"", "\"util\"")]
    [InlineData("\"publishable\": true", "\"publishable\": \"yes\"")]
    [InlineData("\"line\": 3", "\"line\": 3.5")]
    [InlineData("\"range\": \"\"", "\"ranges\": \"\"")]
    public void AFieldOfAnotherFormIsRefused(string from, string to)
    {
        var text = WorkspaceDocument.Write(Workspace).Replace(from, to, StringComparison.Ordinal);
        Should.Throw<ReleaseException>(() => WorkspaceDocument.Read(text, "workspace.json"))
            .Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-DOCUMENT-INVALID");
    }
}
