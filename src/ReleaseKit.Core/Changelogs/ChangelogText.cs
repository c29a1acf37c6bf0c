namespace ReleaseKit.Core.Changelogs;

/// <summary>Reads what a changelog says, however it came there.</summary>
public static class ChangelogText
{
    /// <summary>The text below the heading of a version, without line breaks at its ends; null when there is no such entry.</summary>
    /// <param name="changelog">The file's text.</param>
    /// <param name="package">Name of the package, for files that tell of several.</param>
    /// <param name="version">The version.</param>
    public static string? Find(string changelog, string package, string version)
    {
        ArgumentNullException.ThrowIfNull(changelog);
        var outline = ChangelogOutline.Read(changelog);
        var entries = outline.Entries.Where(e => e.Version == version && e.IsOf(package)).ToArray();
        if (entries.Length == 0)
        {
            return null;
        }

        var heading = entries[0].Heading;
        var line = changelog.IndexOf('\n', heading.Start);
        var end = outline.EndOf(heading);
        return line < 0 || line >= end ? "" : changelog[(line + 1)..end].ReplaceLineEndings("\n").Trim('\n', ' ');
    }
}
