namespace ReleaseKit.Core.Changelogs;

/// <summary>How changelogs look. Texts have line feeds as line ends and one at the end.</summary>
public interface IChangelogStyle
{
    /// <summary>The entry with its heading at the second level.</summary>
    /// <exception cref="Diagnostics.ReleaseException"><c>RK-CHANGELOG-TEMPLATE</c> when the user's own template fails.</exception>
    string Render(ChangelogEntry entry);

    /// <summary>The entry without its heading, as the text of a release whose title is the version.</summary>
    string RenderBody(ChangelogEntry entry);

    /// <summary>The changelog with the entry in it; the same text when it has an entry of that version already.</summary>
    /// <param name="existing">The text of the file; null when there is none.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="rendered">Its text with its heading, when that is not what <see cref="Render"/> gives.</param>
    string Insert(string? existing, ChangelogEntry entry, string? rendered = null);
}
