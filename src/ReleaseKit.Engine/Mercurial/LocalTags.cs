using System.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>
/// The file with the tags that only this repository has. The client removes one by a line that says it is nowhere, which hides
/// the tag of history of the same name for good; so lines are taken out here.
/// </summary>
internal static class LocalTags
{
    private const string FileName = "localtags";

    /// <summary>Takes every line of some tags out.</summary>
    /// <param name="folder">Absolute path of the repository's own folder.</param>
    /// <param name="names">The tags.</param>
    /// <returns>Whether there were any.</returns>
    public static bool Remove(string folder, IReadOnlyCollection<string> names)
    {
        var path = Path.Combine(folder, FileName);
        string[] lines = File.Exists(path) ? File.ReadAllText(path).Split('\n') : [];
        var kept = lines.Where(line => !names.Contains(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal)).ToArray();
        if (kept.Length == lines.Length)
        {
            return false;
        }

        AtomicFile.Replace(path, Encoding.UTF8.GetBytes(string.Join('\n', kept)));
        return true;
    }
}
