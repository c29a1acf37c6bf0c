using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Tests.Maven;

public sealed class MavenContractTests
{
    private const string Folder = MavenPayload.Folder;

    [Fact]
    public async Task WhatIsPutIsListedAndGotWithItsChecksums()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var version in new[] { "1.10.0", "1.9.0", "2.0.0-rc-1" })
        {
            (await bench.PutVersionAsync(version)).ShouldBe([201, 201]);
        }

        (await bench.GetAsync($"{Folder}/1.9.0/acme-core-1.9.0.jar").TextAsync()).ShouldBe("jar of 1.9.0");
        (await bench.GetAsync($"{Folder}/1.9.0/acme-core-1.9.0.jar.sha256").TextAsync()).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("jar of 1.9.0"))));
        foreach (var (ending, length) in new[] { ("md5", 32), ("sha1", 40), ("sha512", 128) })
        {
            (await bench.GetAsync($"{Folder}/1.9.0/acme-core-1.9.0.jar.{ending}").TextAsync()).Length.ShouldBe(length);
        }

        var list = XDocument.Parse(await bench.GetAsync($"{Folder}/maven-metadata.xml").TextAsync()).Root!;
        (list.Element("groupId")!.Value, list.Element("artifactId")!.Value).ShouldBe(("org.acme", "acme-core"));
        list.Descendants("version").Select(v => v.Value).ShouldBe(["1.9.0", "1.10.0", "2.0.0-rc-1"], "in Maven's order");
        list.Descendants("release").Single().Value.ShouldBe("2.0.0-rc-1");
        (await bench.GetAsync($"{Folder}/maven-metadata.xml.sha1").StatusAsync()).ShouldBe(200);
        (await bench.LogAsync()).Select(e => ((string?)e!["ecosystem"], (string?)e["name"], (string?)e["version"], (bool)e["stored"]!)).Distinct()
            .ShouldBe([("maven", "org.acme:acme-core", "1.10.0", true), ("maven", "org.acme:acme-core", "1.9.0", true), ("maven", "org.acme:acme-core", "2.0.0-rc-1", true)]);
    }

    [Fact]
    public async Task FilesOfReleasesAreNeverReplacedAlsoBeforeTheyAreSeen()
    {
        await using var bench = await Bench.StartAsync(options => options with { Faults = [new FaultRule { Operation = Operation.Upload, Times = 2, NeverIndexed = true }] });
        (await bench.PutVersionAsync("1.0.0")).ShouldBe([201, 201]);
        (await bench.GetAsync($"{Folder}/1.0.0/acme-core-1.0.0.pom").StatusAsync()).ShouldBe(404);
        (await bench.PutVersionAsync("1.0.0")).ShouldBe([409, 409]);
        await bench.RestartAsync();
        (await bench.PutVersionAsync("1.0.0")).ShouldBe([409, 409]);
        (await bench.LogAsync()).Count(e => (bool)e!["stored"]!).ShouldBe(2);
    }

    [Fact]
    public async Task SnapshotsAreReplaced()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var content in new[] { "one", "two" })
        {
            (await bench.PutAsync($"{Folder}/1.0.0-SNAPSHOT/acme-core-1.0.0-20260101.010101-1.jar", content).StatusAsync()).ShouldBe(201);
            (await bench.PutAsync($"{Folder}/1.0.0-SNAPSHOT/maven-metadata.xml", $"<metadata>{content}</metadata>").StatusAsync()).ShouldBe(201);
        }

        (await bench.GetAsync($"{Folder}/1.0.0-SNAPSHOT/acme-core-1.0.0-20260101.010101-1.jar").TextAsync()).ShouldBe("two");
        (await bench.GetAsync($"{Folder}/1.0.0-SNAPSHOT/maven-metadata.xml").TextAsync()).ShouldBe("<metadata>two</metadata>");
    }

    [Fact]
    public async Task ListsOfVersionsAreMadeOfWhatIsThereAndThoseOfPluginsAreKept()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PutAsync($"{Folder}/maven-metadata.xml", "<metadata><versioning><versions><version>9</version></versions></versioning></metadata>").StatusAsync()).ShouldBe(201);
        (await bench.GetAsync($"{Folder}/maven-metadata.xml").StatusAsync()).ShouldBe(404);
        const string Plugins = "<metadata><plugins><plugin><prefix>acme</prefix></plugin></plugins></metadata>";
        (await bench.PutAsync("/maven/org/acme/maven-metadata.xml", Plugins).StatusAsync()).ShouldBe(201);
        (await bench.GetAsync("/maven/org/acme/maven-metadata.xml").TextAsync()).ShouldBe(Plugins);
        (await bench.LogAsync()).ShouldBeEmpty("neither is a package");
    }

    [Fact]
    public async Task AChecksumOfOtherBytesIsRefused()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PutVersionAsync("1.0.0");
        var right = await bench.GetAsync($"{Folder}/1.0.0/acme-core-1.0.0.jar.sha1").TextAsync();
        (await bench.PutAsync($"{Folder}/1.0.0/acme-core-1.0.0.jar.sha1", right).StatusAsync()).ShouldBe(201);
        (await bench.PutAsync($"{Folder}/1.0.0/acme-core-1.0.0.jar.sha1", new string('0', 40)).StatusAsync()).ShouldBe(409);
    }

    [Theory]
    [InlineData("/maven/org/acme/acme-core/1.0.0/other-1.0.0.jar")]
    [InlineData("/maven/org/acme/acme-core/1.0.0/acme-core-2.0.0.jar")]
    [InlineData("/maven/org/acme/acme-core/-x/acme-core--x.jar")]
    [InlineData("/maven/org/acme/a%20b/1.0.0/a%20b-1.0.0.jar")]
    [InlineData("/maven/acme-core-1.0.0.jar")]
    [InlineData("/maven/")]
    public async Task WhatIsNotInTheLayoutIsNotThere(string path)
    {
        await using var bench = await Bench.StartAsync();
        (await bench.PutAsync(path, "x").StatusAsync()).ShouldBe(404);
        (await bench.GetAsync(path).StatusAsync()).ShouldBe(404);
    }

    [Fact]
    public async Task WritesNeedTheTokenAndReadsDoNot()
    {
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of("good") });
        foreach (var path in new[] { $"{Folder}/1.0.0/acme-core-1.0.0.jar", $"{Folder}/1.0.0/acme-core-1.0.0.jar.sha1", $"{Folder}/maven-metadata.xml" })
        {
            foreach (var wrong in new[] { null, MavenPayload.Basic("good", "bad"), new AuthenticationHeaderValue("Bearer", "bad") })
            {
                using var refusal = await bench.PutAsync(path, "x", wrong);
                ((int)refusal.StatusCode).ShouldBe(401);
                refusal.Headers.WwwAuthenticate.ToString().ShouldStartWith("Basic realm=", customMessage: "Maven sends nothing until it is asked");
            }
        }

        (await bench.PutAsync($"{Folder}/1.0.0/acme-core-1.0.0.jar", "x", MavenPayload.Basic("bot", "good")).StatusAsync()).ShouldBe(201);
        (await bench.PutAsync($"{Folder}/1.0.0/acme-core-1.0.0.pom", "x", new AuthenticationHeaderValue("Bearer", "good")).StatusAsync()).ShouldBe(201);
        (await bench.GetAsync($"{Folder}/1.0.0/acme-core-1.0.0.jar").StatusAsync()).ShouldBe(200);
        (await bench.Http.DeleteAsync($"{Folder}/1.0.0/acme-core-1.0.0.jar", TestContext.Current.CancellationToken).StatusAsync()).ShouldBe(405);
    }

    [Fact]
    public async Task FaultsMeetReadsDownloadsAndUploads()
    {
        await using var bench = await Bench.WithFaultsAsync(
            new FaultRule { Ecosystem = "maven", Package = "org.acme:*", Operation = Operation.Upload, Times = 1, Status = 503 },
            new FaultRule { Ecosystem = "maven", Operation = Operation.Download, Times = 1, WrongDigest = true },
            new FaultRule { Ecosystem = "maven", Operation = Operation.Read, Times = 1, WrongDigest = true });
        (await bench.PutVersionAsync("1.0.0")).ShouldBe([503, 201]);
        (await bench.PutVersionAsync("1.0.0")).ShouldBe([201, 409]);
        foreach (var path in new[] { $"{Folder}/1.0.0/acme-core-1.0.0.jar", $"{Folder}/1.0.0/acme-core-1.0.0.jar.sha256" })
        {
            (await bench.GetAsync(path).TextAsync()).ShouldNotBe(await bench.GetAsync(path).TextAsync());
        }
    }
}
