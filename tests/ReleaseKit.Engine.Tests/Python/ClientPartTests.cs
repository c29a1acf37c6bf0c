using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ReleaseKit.Engine.Ecosystems.Python.Clients;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Python;

public sealed class ClientPartTests
{
    private static readonly Uri Page = new("https://index.example.test/simple/acme-core/");

    [Theory]
    [InlineData("acme_core-1.2.0-py3-none-any.whl", "1.2.0")]
    [InlineData("Acme.Core-1.2-1-cp311-cp311-manylinux_2_17_x86_64.whl", "1.2")]
    [InlineData("acme.core-1.2.0.tar.gz", "1.2.0")]
    [InlineData("acme-core-1.2.0rc1.zip", "1.2.0rc1")]
    [InlineData("acme_core-1.2.0+local.1.tar.gz", "1.2.0+local.1")]
    [InlineData("acme-core-extra-1.2.0.tar.gz", null)]
    [InlineData("acme_core_extra-1.2.0-py3-none-any.whl", null)]
    [InlineData("acme_core-1.2.0-py3-none-any.whl.metadata", null)]
    [InlineData("acme_core-1.2.0.exe", null)]
    public void FileNamesTellTheVersionInOldAndNewSpellings(string fileName, string? version) =>
        DistributionFile.VersionOf(fileName, "acme-core")?.ToString().ShouldBe(version);

    [Fact]
    public void JsonAndHtmlPagesSayTheSame()
    {
        var digest = new string('a', 64);
        var json = $$"""
            {"meta":{"api-version":"1.3"},"name":"acme-core","files":[
              {"filename":"acme_core-1.0-py3-none-any.whl","url":"../../f/acme_core-1.0-py3-none-any.whl","hashes":{"sha256":"{{digest.ToUpperInvariant()}}" } },
              {"filename":"../evil.whl","url":"https://x.test/","hashes":{ } },
              {"filename":"a-1.0.tar.gz","url":"file:///etc/passwd","hashes":{ } },
              {"filename":"a-1.0.tar.gz","url":"https://files.example.test/a.tar.gz","hashes":{"sha256":"short" } } ]
            }
            """;
        var html = $"""
            <!DOCTYPE html><html><body><h1>Links</h1>
            <a data-x="1" HREF='../../f/acme_core-1.0-py3-none-any.whl#sha256={digest}'>acme_core-1.0-py3-none-any.whl</a><br/>
            <a href="javascript:alert(1)">b-1.0.tar.gz</a>
            <a href="https://files.example.test/a.tar.gz" data-requires-python="&gt;=3">a-1.0.tar.gz</a></body></html>
            """;
        var files = SimplePage.Read(json, Page);
        files.Select(f => (f.FileName, f.Address.AbsoluteUri, f.Sha256)).ShouldBe(
        [
            ("acme_core-1.0-py3-none-any.whl", "https://index.example.test/f/acme_core-1.0-py3-none-any.whl", digest),
            ("a-1.0.tar.gz", "https://files.example.test/a.tar.gz", null),
        ]);
        SimplePage.Read(html, Page).ShouldBe(files);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"meta\":{\"api-version\":\"2.0\"},\"files\":[]}")]
    [InlineData("{<html>")]
    [InlineData("maintenance")]
    public void WhatIsNoIndexPageIsNotTakenForAnEmptyOne(string text) =>
        Should.Throw<FormatException>(() => SimplePage.Read(text, Page));

    [Fact]
    public void ModulesAreTheOnesThatAUserImports() => InstalledModules.FromRecord(
    [
        "acme_core/__init__.py,sha256=x,1", "acme_core/sub/__init__.py,,", "acme_core/sub/mod.py,,",
        "ns/one/__init__.py,,", "ns/two/deep.py,,", "\"odd,name.py\",,", "single.py,,", "native.cpython-311-x86_64-linux-gnu.so,,",
        "tests/__init__.py,,", "acme_core-1.0.dist-info/METADATA,,", "../../bin/acme,,", "acme_core/__main__.py,,", "data/readme.txt,,",
        "stubs-only/__init__.pyi,,", "acme_core/__pycache__/x.cpython-311.pyc,,",
    ]).ShouldBe(["acme_core", "native", "ns.one", "ns.two.deep", "single"]);

    [Fact]
    public void MetadataIsReadFromWheelsAndSourceDistributions()
    {
        using var scratch = new ScratchDirectory();
        const string Text = "Metadata-Version: 2.1\r\nName: Acme.Core\r\nVersion: 1.0\r\nRequires-Dist: a>=1\r\nLicense: x\r\n  Name: no\r\nRequires-Dist: b\r\n\r\nName: description\r\n";
        var wheel = Zip(scratch, "a-1.0-py3-none-any.whl", ("a-1.0.dist-info/METADATA", Text), ("a/x.dist-info/METADATA", "Name: y\n"));
        var source = Tar(scratch, "a-1.0.tar.gz", ("a-1.0/sub/PKG-INFO", "Name: z\n"), ("a-1.0/PKG-INFO", Text));
        foreach (var path in new[] { wheel, source })
        {
            var metadata = DistributionMetadata.Read(path);
            (metadata.Name, metadata.Version).ShouldBe(("Acme.Core", "1.0"));
            metadata.Requires.ShouldBe(["a>=1", "b"]);
            metadata.HasDescription.ShouldBeTrue();
        }
    }

    [Fact]
    public void DamagedDistributionsAreNotRead()
    {
        using var scratch = new ScratchDirectory();
        var two = Zip(scratch, "b-1.0-py3-none-any.whl", ("b-1.0.dist-info/METADATA", "Name: b\nVersion: 1\n"), ("c-1.0.dist-info/METADATA", "Name: c\nVersion: 1\n"));
        var nameless = Tar(scratch, "c-1.0.tar.gz", ("c-1.0/PKG-INFO", "Version: 1.0\n"));
        var truncated = scratch.File("d-1.0.tar.gz");
        File.WriteAllBytes(truncated, File.ReadAllBytes(nameless)[..20]);
        var noise = scratch.Write("e-1.0-py3-none-any.whl", "not a zip");
        foreach (var path in new[] { two, nameless, truncated, noise })
        {
            Should.Throw<InvalidDataException>(() => DistributionMetadata.Read(path), path);
        }
    }

    private static string Zip(ScratchDirectory scratch, string name, params (string Entry, string Text)[] entries)
    {
        var path = scratch.File(name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
            writer.Write(text);
        }

        return path;
    }

    private static string Tar(ScratchDirectory scratch, string name, params (string Entry, string Text)[] entries)
    {
        var path = scratch.File(name);
        using var zipped = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var archive = new TarWriter(zipped, TarEntryFormat.Pax);
        foreach (var (entry, text) in entries)
        {
            archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        return path;
    }
}
