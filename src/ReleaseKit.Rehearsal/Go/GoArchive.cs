using System.IO.Compression;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Go;

/// <summary>The archive of a module, as the go command would refuse it or not.</summary>
internal static class GoArchive
{
    /// <summary>The go.mod of an archive; throws 400 for what clients would refuse.</summary>
    public static byte[] ReadManifest(byte[] content, string module, string version)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            var prefix = $"{module}@{version}/";
            if (archive.Entries.FirstOrDefault(e => !e.FullName.StartsWith(prefix, StringComparison.Ordinal) || e.FullName.EndsWith('/')) is { } stray)
            {
                throw new RefusedException(400, $"'{stray.FullName}' is no file below '{prefix}'.");
            }

            var manifest = archive.GetEntry(prefix + "go.mod") ?? throw new RefusedException(400, "The archive holds no go.mod.");
            using var stream = manifest.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return Names(copy.ToArray(), module) ? copy.ToArray() : throw new RefusedException(400, $"The go.mod of the archive names another module than '{module}'.");
        }
        catch (InvalidDataException damaged)
        {
            throw new RefusedException(400, $"The archive cannot be read: {damaged.Message}");
        }
    }

    private static bool Names(byte[] manifest, string module) => System.Text.Encoding.UTF8.GetString(manifest).Split('\n')
        .Select(line => line.Split("//")[0].Trim().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Any(words => words is ["module", var path] && path.Trim('"', '`') == module);
}
