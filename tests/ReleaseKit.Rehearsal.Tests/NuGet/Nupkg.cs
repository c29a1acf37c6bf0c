using System.IO.Compression;

namespace ReleaseKit.Rehearsal.Tests.NuGet;

/// <summary>Packages and the requests that push them, to be spoilt by tests.</summary>
internal static class Nupkg
{
    public static byte[] Bytes(string id, string version, string manifestName = "package.nuspec", string? manifest = null)
    {
        var result = new MemoryStream();
        using (var zip = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(manifestName);
            entry.LastWriteTime = new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero);
            using var writer = new StreamWriter(entry.Open());
            writer.Write(manifest ?? Manifest(id, version));
        }

        return result.ToArray();
    }

    public static string Manifest(string id, string version) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>{id}</id>
            <version>{version}</version>
            <authors>Acme</authors>
            <description>Something for tests</description>
            <tags>alpha beta</tags>
            <dependencies>
              <group targetFramework="net10.0"><dependency id="Acme.Base" version="1.0.0" /></group>
            </dependencies>
          </metadata>
        </package>
        """;

    public static async Task<HttpResponseMessage> PushAsync(this Bench bench, byte[] content, string service = "package", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/nuget/v3/{service}/")
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(content), "package", "package.nupkg" } },
        };
        if (key is not null)
        {
            request.Headers.Add("X-NuGet-ApiKey", key);
        }

        return await bench.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> PushAsync(this Bench bench, string id, string version) => bench.PushAsync(Bytes(id, version));
}
