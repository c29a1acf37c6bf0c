namespace ReleaseKit.Rehearsal.Storage;

/// <summary>Files that appear whole or not at all: written beside their place, then renamed into it.</summary>
internal static class AtomicFile
{
    public static void WriteText(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }

    public static void Delete(string? path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
