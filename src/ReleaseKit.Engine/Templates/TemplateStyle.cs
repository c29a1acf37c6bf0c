using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Templates;

/// <summary>
/// Entries as the user's own Handlebars template writes them, below the heading and at the place that the underlying style
/// gives them.
/// </summary>
public sealed class TemplateStyle : IChangelogStyle
{
    private readonly EntryTemplate _template;
    private readonly IChangelogStyle _style;

    private TemplateStyle(EntryTemplate template, IChangelogStyle style) => (_template, _style) = (template, style);

    /// <summary>Reads and compiles a template.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGELOG-TEMPLATE</c>, <c>RK-FILE-OUTSIDE</c>, <c>RK-MANIFEST-ENCODING</c>.</exception>
    public static TemplateStyle Load(IFileSystem files, RelativePath path, IChangelogStyle style)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!files.FileExists(path))
        {
            throw new ReleaseException(ChangelogCodes.Template.At(
                new SourceLocation(path.Value), $"changelog_template is {path}, and there is no such file. Create it, or leave the key out."));
        }

        return new TemplateStyle(EntryTemplate.Compile(SourceText.Decode(path.Value, files.Read(path))), style);
    }

    /// <inheritdoc/>
    public string Render(ChangelogEntry entry)
    {
        var heading = _style.Render(entry);
        return $"{heading[..(heading.IndexOf('\n') + 1)]}\n{RenderBody(entry)}".TrimEnd('\n') + "\n";
    }

    /// <inheritdoc/>
    public string RenderBody(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = _template.Render(entry).ReplaceLineEndings("\n").Trim('\n');
        return text.Length == 0 ? "" : text + "\n";
    }

    /// <inheritdoc/>
    public string Insert(string? existing, ChangelogEntry entry, string? rendered = null) => _style.Insert(existing, entry, rendered ?? Render(entry));
}
