using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Rehearsal.Tests.PyPi;

/// <summary>Distribution files and the forms that upload them, to be spoilt by tests.</summary>
internal static class Wheel
{
    // Two archives of the same files are the same bytes, whenever they were made.
    private static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 6, TimeSpan.Zero);

    public static string Metadata(string name, string version) => $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nRequires-Python: >=3.8\nSummary: A test\n\nName: not this\n";

    public static byte[] Bytes(string name, string version, string content = "")
    {
        var result = new MemoryStream();
        using (var zip = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            var folder = $"{name.Replace('-', '_')}-{version}.dist-info";
            foreach (var (path, text) in new[] { ($"{folder}/METADATA", Metadata(name, version)), ($"{folder}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"), ($"{folder}/RECORD", ""), ("module.py", content) })
            {
                var entry = zip.CreateEntry(path);
                entry.LastWriteTime = Then;
                using var writer = new StreamWriter(entry.Open());
                writer.Write(text);
            }
        }

        return result.ToArray();
    }

    public static byte[] Source(string name, string version)
    {
        var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{name}-{version}/PKG-INFO") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Metadata(name, version))), ModificationTime = Then });
        }

        return result.ToArray();
    }

    public static Task<HttpResponseMessage> UploadAsync(this Bench bench, string file, byte[] content, string name, string version, params (string Field, string? Value)[] other)
    {
        var fields = new Dictionary<string, string?>
        {
            [":action"] = "file_upload",
            ["protocol_version"] = "1",
            ["name"] = name,
            ["version"] = version,
            ["filetype"] = file.EndsWith(".whl", StringComparison.Ordinal) ? "bdist_wheel" : "sdist",
            ["sha256_digest"] = Convert.ToHexStringLower(SHA256.HashData(content)),
            ["md5_digest"] = Convert.ToHexStringLower(MD5.HashData(content)),
            ["requires_python"] = ">=3.8",
        };
        foreach (var (field, value) in other)
        {
            fields[field] = value;
        }

        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields.Where(pair => pair.Value is not null))
        {
            form.Add(new StringContent(value!), $"\"{field}\"");
        }

        form.Add(new ByteArrayContent(content), "content", file);
        return bench.Http.PostAsync("/pypi/legacy/", form, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> UploadWheelAsync(this Bench bench, string name, string version, string content = "") =>
        bench.UploadAsync($"{name.Replace('-', '_')}-{version}-py3-none-any.whl", Bytes(name, version, content), name, version);
}
