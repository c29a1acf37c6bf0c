using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>The YAML between two fences of a Markdown file, and the text behind them.</summary>
internal sealed class FrontMatter
{
    private const string Fence = "---";
    private const string Example = "Begin the file with a line ---, then one line for each package such as \"my-package\": patch, then a line ---, then the text for users.";
    private readonly SourceText _source;
    private readonly int _start;

    private FrontMatter(SourceText source, int start, ImmutableArray<YamlEntrySyntax> entries, string body)
    {
        _source = source;
        _start = start;
        Entries = entries;
        Body = body;
    }

    /// <summary>Keys and values in source order; empty when there is nothing between the fences.</summary>
    public ImmutableArray<YamlEntrySyntax> Entries { get; }

    /// <summary>What follows, without blanks around it and with line feeds only.</summary>
    public string Body { get; }

    /// <summary>The place of a node in the file.</summary>
    public SourceLocation Locate(TextSpan span) => _source.Locate(new TextSpan(_start + span.Start, span.Length));

    /// <summary>
    /// Reads a file. As in changesets the first fence is the first <c>---</c> anywhere, so that text above is passed over;
    /// the second one stands on a line of its own, which may be indented.
    /// </summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGE-SYNTAX</c>.</exception>
    public static FrontMatter Read(SourceText source)
    {
        var text = source.Text;
        if (Trim(text).Length == 0)
        {
            throw Error(source, 0, $"{source.Path} is empty. {Example}");
        }

        var opening = text.IndexOf(Fence, StringComparison.Ordinal);
        if (opening < 0)
        {
            throw Error(source, source.ContentStart, $"{source.Path} has no front matter. {Example}");
        }

        var start = opening + Fence.Length;
        for (var fence = text.IndexOf(Fence, start, StringComparison.Ordinal); fence >= 0; fence = text.IndexOf(Fence, fence + 1, StringComparison.Ordinal))
        {
            if (LineBefore(text, start, fence) is { } end && EndsLine(text, fence + Fence.Length))
            {
                var yaml = new SourceText(source.Path, text[start..end]);
                return new FrontMatter(source, start, Parse(source, start, yaml), Trim(text[(fence + Fence.Length)..]).ReplaceLineEndings("\n"));
            }
        }

        throw Error(source, opening, $"The front matter of {source.Path} has no end. {Example}");
    }

    /// <summary>The end of the line before a fence, when only blanks stand between the two.</summary>
    private static int? LineBefore(string text, int start, int fence)
    {
        int? end = null;
        for (var i = fence - 1; i >= start && IsBlank(text[i]); i--)
        {
            end = text[i] == '\n' ? i : end;
        }

        return end;
    }

    private static bool EndsLine(string text, int position)
    {
        while (position < text.Length && text[position] != '\n' && IsBlank(text[position]))
        {
            position++;
        }

        return position == text.Length || text[position] == '\n';
    }

    private static ImmutableArray<YamlEntrySyntax> Parse(SourceText source, int start, SourceText yaml)
    {
        YamlNodeSyntax root;
        try
        {
            root = YamlDocumentSyntax.Parse(yaml).Root;
        }
        catch (ReleaseException e) when (e.Diagnostics is [{ Location: { } place } problem, ..])
        {
            throw Error(source, start + yaml.Offset(place.Line, place.Column), $"{problem.Message} Names of packages go between double quotes: \"@acme/core\": patch.");
        }

        return root switch
        {
            YamlMappingSyntax mapping => mapping.Entries,
            YamlScalarSyntax { IsNull: true } => [],
            _ => throw Error(source, start + root.Span.Start, $"The front matter is {root.Description} instead of a list of packages. {Example}"),
        };
    }

    private static ReleaseException Error(SourceText source, int offset, string message) =>
        source.Error(ChangeFileCodes.Syntax, new TextSpan(offset, 0), message);

    private static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>What JavaScript, in which these formats are defined, takes for a blank.</summary>
    private static bool IsBlank(char c) => c == '\uFEFF' || (c != '\u0085' && char.IsWhiteSpace(c));
}
