using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>The entries of a changelog of any common shape.</summary>
internal sealed partial class ChangelogOutline
{
    private const char ByteOrderMark = '\uFEFF';
    private readonly MarkdownOutline _outline;
    private readonly string _text;

    private ChangelogOutline(string text)
    {
        _text = text;
        Start = ContentStart(text);
        _outline = MarkdownOutline.Read(text, Start);
        Entries =
        [
            .. from heading in _outline.Headings.Count > 0 ? _outline.Headings : _outline.PlainLines
               let read = VersionHeading.TryRead(heading.Text)
               where read is not null
               select new Entry(heading, read.Value.Version, read.Value.Package),
        ];
    }

    /// <summary>Where the text begins, behind the byte order mark and the front matter that site generators read.</summary>
    public int Start { get; }

    /// <summary>The headings.</summary>
    public IReadOnlyList<MarkdownHeading> Headings => _outline.Headings;

    /// <summary>The entries, in the order of the file.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Where more text can be put at the end, see <see cref="MarkdownOutline.End"/>.</summary>
    public int End => _outline.End;

    /// <summary>Reads a changelog.</summary>
    public static ChangelogOutline Read(string text) => new(text);

    /// <summary>Whether there is an entry of that version and package.</summary>
    public bool Has(ChangelogEntry entry) => Entries.Any(e => e.Version == entry.Version && e.IsOf(entry.Package));

    /// <summary>Where the section of a heading ends: at the next one of its level or above, or where text ends.</summary>
    public int EndOf(MarkdownHeading heading)
    {
        var next = Headings.FirstOrDefault(h => h.Start > heading.Start && h.Level <= heading.Level);
        return next.Level > 0 ? AboveAnchors(next.Start) : Math.Max(_outline.End, heading.Start);
    }

    /// <summary>Some tools put an anchor on the lines above a heading; it stays with it.</summary>
    public int AboveAnchors(int offset)
    {
        foreach (var (line, at) in MarkdownOutline.Lines(_text[..offset], Start).Reverse())
        {
            if (!Anchor().IsMatch(line))
            {
                break;
            }

            offset = at;
        }

        return offset;
    }

    private static int ContentStart(string text)
    {
        var start = text is [ByteOrderMark, ..] ? 1 : 0;
        var matter = FrontMatter().Match(text, start);
        return matter.Success ? matter.Index + matter.Length : start;
    }

    [GeneratedRegex(@"\G---[ \t]*\r?\n(?:.*\n)*?---[ \t]*(?:\r?\n|\z)")]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"\A<a\s[^<>]*>(?:</a>)?\s*\z")]
    private static partial Regex Anchor();

    /// <summary>The heading of an entry with what it says.</summary>
    internal readonly record struct Entry(MarkdownHeading Heading, string Version, string Package)
    {
        /// <summary>Whether the entry tells of the package: it names it, or none.</summary>
        public bool IsOf(string package) => Package.Length == 0 || Names(package);

        /// <summary>Whether the heading names the package.</summary>
        public bool Names(string package) => Package.Equals(package, StringComparison.OrdinalIgnoreCase);
    }
}
