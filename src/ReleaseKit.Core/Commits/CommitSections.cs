namespace ReleaseKit.Core.Commits;

/// <summary>The parts of one message that each describe a change: a header line, or a subject, and the lines that belong to it.</summary>
internal sealed class CommitSection(string subject, CommitHeader? header)
{
    /// <summary>The line the section begins with, without a list bullet.</summary>
    public string Subject { get; } = subject;

    /// <summary>The header; null when the subject follows no convention.</summary>
    public CommitHeader? Header { get; } = header;

    /// <summary>Whether list items below only tell how the change came about: the subject says what it is, or what it reverts.</summary>
    public bool SpeaksForItems => Header is not null || RevertReader.QuotedSubject(Subject) is not null;

    /// <summary>Whether the subject takes something back.</summary>
    public bool IsRevert => Header is { Type: "revert" } || (Header is null && RevertReader.QuotedSubject(Subject) is not null);

    /// <summary>The lines below it.</summary>
    public List<string> Lines { get; } = [];
}

/// <summary>Splits messages into sections.</summary>
internal static class CommitSections
{
    private const string BeginOverride = "BEGIN_COMMIT_OVERRIDE";
    private const string EndOverride = "END_COMMIT_OVERRIDE";
    private const string BeginNested = "BEGIN_NESTED_COMMIT";
    private const string EndNested = "END_NESTED_COMMIT";

    /// <summary>
    /// The sections in order. The first line begins one; in the body, a known header does at the start of a paragraph or right
    /// below another header. List items are how forges write squashed commits: they begin sections when the subject follows no
    /// convention; below one that does, they tell how it came about, and only those that break something count. Code fences
    /// and <c>&lt;details&gt;</c>, where bots quote the release notes of others, are left out.
    /// </summary>
    public static List<CommitSection> Split(string message)
    {
        var sections = new List<CommitSection>();
        var text = message.ReplaceLineEndings("\n");
        var (start, end) = Block(text, BeginOverride, EndOverride, 0);
        text = start >= 0 ? text[start..end] : text;
        var outside = text.Contains(BeginNested, StringComparison.Ordinal) ? CutNested(text, sections) : text;
        var nested = sections.ToArray();
        sections.Clear();
        Add(outside, sections);
        sections.AddRange(nested);
        return sections;
    }

    private static string CutNested(string text, List<CommitSection> sections)
    {
        var outside = new System.Text.StringBuilder();
        var position = 0;
        while (Block(text, BeginNested, EndNested, position) is ( >= 0, _) block)
        {
            outside.Append(text, position, block.Start - BeginNested.Length - position).Append('\n');
            Add(text[block.Start..block.End], sections);
            position = Math.Min(text.Length, block.End + EndNested.Length);
        }

        return outside.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>The place between two markers; to the end of the text when the second is missing, (-1, -1) when the first is.</summary>
    private static (int Start, int End) Block(string text, string begin, string end, int from)
    {
        var start = text.IndexOf(begin, from, StringComparison.Ordinal);
        if (start < 0)
        {
            return (-1, -1);
        }

        start += begin.Length;
        var stop = text.IndexOf(end, start, StringComparison.Ordinal);
        return (start, stop < 0 ? text.Length : stop);
    }

    private static void Add(string text, List<CommitSection> sections)
    {
        CommitSection? root = null;
        var current = root;
        var body = new BodyState();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimEnd();
            if (root is null || current is null)
            {
                if (!line.IsEmpty)
                {
                    sections.Add(current = root = new CommitSection(line.Trim().ToString(), CommitHeader.TryParse(line.Trim())));
                    body = new BodyState { AfterHeader = root.Header is not null };
                }
            }
            else if (body.Reads(line) && CommitHeader.TryParse(Unbulleted(line)) is { } header && BeginsChange(header, body.MayBeginChange(line)))
            {
                var counts = !root.SpeaksForItems || header.Breaking || !IsItem(line);
                current = counts ? new CommitSection(Unbulleted(line).ToString(), header) : root;
                if (counts)
                {
                    sections.Add(current);
                }
                else
                {
                    root.Lines.Add(line.ToString());
                }

                body = body with { AfterHeader = true, AfterBlank = false };
            }
            else
            {
                if (!body.IsQuoted)
                {
                    // Git's sentence belongs to the revert that the subject is, whatever was listed in between.
                    var owner = root.IsRevert && line.StartsWith(RevertReader.GitSentence) ? root : current;
                    owner.Lines.Add(line.ToString());
                }

                body = body with { AfterHeader = false, AfterBlank = line.IsEmpty };
            }
        }
    }

    /// <summary>Prose is no change: a type in common use or <c>!</c> tells a header, and so does where it stands unless both do.</summary>
    private static bool BeginsChange(CommitHeader header, bool inPlace) =>
        header.IsKnown ? header.Breaking || inPlace : header.Breaking && inPlace;

    private static ReadOnlySpan<char> Unbulleted(ReadOnlySpan<char> line) => IsItem(line) ? line[2..].TrimStart() : line;

    private static bool IsItem(ReadOnlySpan<char> line) => line is ['*' or '-', ' ', ..];

    /// <summary>Where in a body the reader is.</summary>
    private record struct BodyState
    {
        public bool AfterHeader { get; init; }

        public bool AfterBlank { get; init; }

        public bool IsQuoted => _fenced || _details > 0;

        private bool _fenced;
        private int _details;

        /// <summary>Follows fences and details; false for lines within them.</summary>
        public bool Reads(ReadOnlySpan<char> line)
        {
            var trimmed = line.TrimStart();
            if (_details == 0 && trimmed.StartsWith("```"))
            {
                _fenced = !_fenced;
            }
            else if (!_fenced && line.Contains('<'))
            {
                _details = Math.Max(0, _details + Count(line, "<details") - Count(line, "</details"));
            }

            return !IsQuoted;
        }

        public readonly bool MayBeginChange(ReadOnlySpan<char> line) =>
            AfterBlank || AfterHeader || IsItem(line);

        private static int Count(ReadOnlySpan<char> line, string tag) => System.MemoryExtensions.Count(line, tag);
    }
}
