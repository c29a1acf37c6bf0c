using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Upstream;

/// <summary>Packages of other repositories, in the forms that clients take from folders and registries.</summary>
internal static class UpstreamFeeds
{
    /// <summary>Uploads a package to the rehearsal registry.</summary>
    public static async Task NpmAsync(Uri registry, string name, string version, string dependencies = "{}")
    {
        var tarball = Packed(("package/package.json", $$"""{"name":"{{name}}","version":"{{version}}","dependencies":{{dependencies}}}"""));
        var file = $"{name}-{version}.tgz";
        var body = new JsonObject
        {
            ["_id"] = name,
            ["name"] = name,
            ["dist-tags"] = new JsonObject { ["latest"] = version },
            ["versions"] = new JsonObject
            {
                [version] = new JsonObject
                {
                    ["name"] = name,
                    ["version"] = version,
                    ["dependencies"] = JsonNode.Parse(dependencies),
                    ["dist"] = new JsonObject
                    {
                        ["tarball"] = new Uri(registry, $"{name}/-/{file}").AbsoluteUri,
                        ["integrity"] = "sha512-" + Convert.ToBase64String(SHA512.HashData(tarball)),
                    },
                },
            },
            ["_attachments"] = new JsonObject { [file] = new JsonObject { ["content_type"] = "application/octet-stream", ["data"] = Convert.ToBase64String(tarball), ["length"] = tarball.Length } },
        };
        using var http = new HttpClient();
        using var answer = await http.PutAsJsonAsync(new Uri(registry, name), body, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Uploads a package to the rehearsal registry, in the three steps of pub's protocol.</summary>
    public static async Task DartAsync(Uri registry, string name, string version, string more = "")
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var archive = Packed(("pubspec.yaml", $"name: {name}\nversion: {version}\nenvironment:\n  sdk: ^3.0.0\n{more}"), ("LICENSE", "MIT"), ($"lib/{name}.dart", "const value = 1;\n"));
        using var http = new HttpClient();
        var invitation = JsonNode.Parse(await http.GetStringAsync(new Uri(registry, "api/packages/versions/new"), cancellationToken))!;
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(archive);
        form.Add(file, "file", "package.tar.gz");
        using var received = await http.PostAsync(new Uri((string)invitation["url"]!), form, cancellationToken);
        using var done = received.Headers.Location is { } next ? await http.GetAsync(next, cancellationToken) : received;
        done.IsSuccessStatusCode.ShouldBeTrue(await done.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Adds a crate to a folder that is a registry.</summary>
    public static void Cargo(ScratchDirectory scratch, string folder, string name, string version, string? need = null)
    {
        var manifest = $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n{(need is null ? "" : $"\n[dependencies]\n{need} = \"1\"\n")}";
        var crate = Packed(($"{name}-{version}/Cargo.toml", manifest), ($"{name}-{version}/src/lib.rs", ""));
        scratch.Write($"{folder}/x", "");
        File.WriteAllBytes(scratch.File(folder, $"{name}-{version}.crate"), crate);
        var index = $"{folder}/index/{name[..2]}/{name[2..4]}/{name}";
        var deps = need is null ? "[]" : $$"""[{"name":"{{need}}","req":"^1","features":[],"optional":false,"default_features":true,"target":null,"kind":"normal"}]""";
        var line = $$"""{"name":"{{name}}","vers":"{{version}}","deps":{{deps}},"cksum":"{{Convert.ToHexStringLower(SHA256.HashData(crate))}}","features":{},"yanked":false}""";
        var before = File.Exists(scratch.File(index)) ? File.ReadAllText(scratch.File(index)) : "";
        scratch.Write(index, before + line + "\n");
    }

    /// <summary>Adds a package to a folder that is a feed.</summary>
    public static void NuGet(ScratchDirectory scratch, string folder, string id, string version, string dependencies = "")
    {
        scratch.Write($"{folder}/x", "");
        using var file = File.Create(scratch.File(folder, $"{id}.{version}.nupkg"));
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(zip.CreateEntry($"{id}.nuspec").Open()))
        {
            nuspec.Write($"<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>{id}</id><version>{version}</version><authors>a</authors><description>d</description><dependencies><group targetFramework=\"net8.0\">{dependencies}</group></dependencies></metadata></package>");
        }

        using var content = zip.CreateEntry("lib/net8.0/_._").Open();
    }

    /// <summary>Adds a module to a folder that is a proxy.</summary>
    public static void Go(ScratchDirectory scratch, string folder, string module, string version, string need = "")
    {
        var place = $"{folder}/{module}/@v";
        var mod = $"module {module}\n\ngo 1.21\n{need}";
        scratch.Write($"{place}/v{version}.info", $"{{\"Version\":\"v{version}\"}}");
        scratch.Write($"{place}/v{version}.mod", mod);
        using (var zip = ZipFile.Open(scratch.File(place, $"v{version}.zip"), ZipArchiveMode.Create))
        {
            foreach (var (name, text) in new[] { ("go.mod", mod), ("base.go", "package base\n") })
            {
                using var writer = new StreamWriter(zip.CreateEntry($"{module}@v{version}/{name}").Open());
                writer.Write(text);
            }
        }

        var list = scratch.File(place, "list");
        File.AppendAllText(list, $"v{version}\n");
    }

    private static byte[] Packed(params (string Path, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (path, text) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return packed.ToArray();
    }
}
