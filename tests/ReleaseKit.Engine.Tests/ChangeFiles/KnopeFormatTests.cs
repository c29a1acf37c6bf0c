using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class KnopeFormatTests : FormatTestBase
{
    protected override IChangeFileFormat Format { get; } = new KnopeFormat(TomlDocument.Parse(new SourceText("knope.toml", """
        [packages.core]
        extra_changelog_sections = [{ name = "Security fixes", types = ["security"] }, { name = "Docs", types = ["docs", "security"] }]
        [packages.app]
        """)));

    [Fact]
    public void AnyOtherWordRaisesLikePatchAndChoosesASection() =>
        Read("---\na: major\nb: minor\nc: patch\nd: security\ne: docs\nf: note\n---\n\n# Title\n").Changes
            .Select(c => $"{c.Package} {c.Level} {c.Section}").ShouldBe(
                ["a Major ", "b Minor ", "c Patch ", "d Patch Security fixes", "e Patch Docs", "f Patch note"]);

    [Fact]
    public void ASinglePackageHasItsSectionsToo()
    {
        var format = new KnopeFormat(TomlDocument.Parse(new SourceText(
            "knope.toml", "[package]\n[[package.extra_changelog_sections]]\nname = \"Security\"\ntypes = [\"security\"]\n")));
        format.Read(new SourceText(Path, "---\ndefault: security\n---\n"), Warnings).Changes.ShouldHaveSingleItem().Section.ShouldBe("Security");
    }

    [Fact]
    public void WhatIsWrittenCanBeRead() => ShouldReadBack(
        New(BumpLevel.Major, "Drop it", "core"), ".changeset/brave-cats-run.md", "---\n\"core\": major\n---\n\nDrop it\n");
}
