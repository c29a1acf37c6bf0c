namespace ReleaseKit.Core.Changelogs;

/// <summary>Entries as people have edited them, below the heading and at the place that the underlying style gives them; all others as that has them.</summary>
public sealed class EditedStyle : IChangelogStyle
{
    private readonly IChangelogStyle _style;

    /// <summary>A style over another one.</summary>
    public EditedStyle(IChangelogStyle style) => _style = style;

    /// <inheritdoc/>
    public string Render(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = _style.Render(entry);
        return entry.Edited is null ? text : $"{text[..(text.IndexOf('\n') + 1)]}\n{RenderBody(entry)}".TrimEnd('\n') + "\n";
    }

    /// <inheritdoc/>
    public string RenderBody(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Edited is not { } edited ? _style.RenderBody(entry) : edited.ReplaceLineEndings("\n").Trim('\n') is { Length: > 0 } text ? text + "\n" : "";
    }

    /// <inheritdoc/>
    public string Insert(string? existing, ChangelogEntry entry, string? rendered = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _style.Insert(existing, entry, rendered ?? (entry.Edited is null ? null : Render(entry)));
    }
}
