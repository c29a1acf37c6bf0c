using System.IO.Compression;
using System.Text;

namespace ReleaseKit.Rehearsal.Tests.Go;

/// <summary>Archives of modules, and the request that brings them.</summary>
internal static class ModuleArchive
{
    public static byte[] Bytes(string module, string version, string text = "package core\n", string? prefix = null)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in new[] { ("go.mod", $"module {module}\n\ngo 1.21\n"), ("core.go", text) })
            {
                var entry = archive.CreateEntry($"{prefix ?? $"{module}@{version}/"}{name}");
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return buffer.ToArray();
    }

    public static Task<HttpResponseMessage> PutModuleAsync(this Bench bench, string module, string version, byte[]? content = null) =>
        bench.Http.PutAsync($"/go/{module}/@v/{version}.zip", new ByteArrayContent(content ?? Bytes(module, version)), TestContext.Current.CancellationToken);
}
