using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>One top-level key of a YAML text, read without the rest.</summary>
internal sealed class YamlSection
{
    private readonly SourceText _source;
    private readonly int _offset;

    private YamlSection(SourceText source, int offset, YamlMappingSyntax content) => (_source, _offset, Content) = (source, offset, content);

    /// <summary>The key's value.</summary>
    public YamlMappingSyntax Content { get; }

    /// <summary>The sections of a key, one in each document that has it; those that are no mappings are left out.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static IReadOnlyList<YamlSection> Find(SourceText file, string key)
    {
        var sections = new List<YamlSection>();
        var (text, lines) = (file.Text, 0);
        for (var at = file.ContentStart; at < text.Length; lines++)
        {
            if (text.AsSpan(at).StartsWith(key, StringComparison.Ordinal) && at + key.Length < text.Length && text[at + key.Length] == ':')
            {
                Add(file, key, at, lines, sections);
            }

            var end = text.IndexOf('\n', at);
            at = end < 0 ? text.Length : end + 1;
        }

        return sections;
    }

    /// <summary>Where a node of this section is written in the file.</summary>
    public Core.Diagnostics.SourceLocation Locate(TextSpan span) => _source.Locate(span);

    /// <summary>Adds the splice that replaces a scalar of this section.</summary>
    public void Replace(YamlScalarSyntax scalar, string value, LockEdits edits) => edits.Add(YamlEditing.ReplaceScalar(scalar, value, _source), _offset);

    /// <summary>Empty lines stand for what is before the section, so that places in it are places in the file.</summary>
    private static void Add(SourceText file, string key, int start, int lines, List<YamlSection> sections)
    {
        var source = new SourceText(file.Path, new string('\n', lines) + file.Text[start..EndOf(file.Text, start)]);
        if (YamlDocumentSyntax.Parse(source).Root.FindMapping(key) is { } content)
        {
            sections.Add(new YamlSection(source, start - lines, content));
        }
    }

    /// <summary>The next line that begins with a key or a mark, or the text's end.</summary>
    private static int EndOf(string text, int start)
    {
        for (var at = text.IndexOf('\n', start) + 1; at > 0 && at < text.Length; at = text.IndexOf('\n', at) + 1)
        {
            if (text[at] is not (' ' or '\t' or '#' or '\r' or '\n'))
            {
                return at;
            }
        }

        return text.Length;
    }
}
