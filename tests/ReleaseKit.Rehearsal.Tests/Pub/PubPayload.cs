using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace ReleaseKit.Rehearsal.Tests.Pub;

/// <summary>Archives as the client uploads them, made without it.</summary>
internal static class PubPayload
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Archive(string pubspec, params (string Name, string Text)[] files)
    {
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, text) in files.Append(("pubspec.yaml", pubspec)))
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), ModificationTime = Then });
            }
        }

        return content.ToArray();
    }

    /// <summary>Uploads a package with a licence and one library.</summary>
    public static Task<HttpResponseMessage> UploadPackageAsync(this Bench bench, string name, string version, string more = "", string? token = null) =>
        bench.UploadArchiveAsync(Archive($"name: {name}\nversion: {version}\n{more}", ("LICENSE", "MIT"), ($"lib/{name}.dart", "const value = 1;\n")), token);

    /// <summary>Uploads an archive in the three steps of the protocol; the answer is that of the last one.</summary>
    public static async Task<HttpResponseMessage> UploadArchiveAsync(this Bench bench, byte[] archive, string? token = null)
    {
        using var ask = Request(HttpMethod.Get, "/dart/api/packages/versions/new", token);
        var invitation = await bench.Http.SendAsync(ask, TestContext.Current.CancellationToken);
        if (!invitation.IsSuccessStatusCode)
        {
            return invitation;
        }

        using var upload = Request(HttpMethod.Post, (string)(await Task.FromResult(invitation).JsonAsync())["url"]!, token);
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(archive);
        form.Add(file, "file", "package.tar.gz");
        upload.Content = form;
        var received = await bench.Http.SendAsync(upload, TestContext.Current.CancellationToken);
        return received.Headers.Location is { } done ? await bench.Http.GetAsync(done, TestContext.Current.CancellationToken) : received;
    }

    private static HttpRequestMessage Request(HttpMethod method, string address, string? token)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
