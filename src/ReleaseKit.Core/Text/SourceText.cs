using System.Text;
using System.Text.Unicode;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Core.Text;

/// <summary>
/// The text of one file with its workspace-relative path. A byte order mark stays in the text as its first
/// character, so that encoding an unchanged text gives the same bytes back.
/// </summary>
public sealed class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private int[]? _lineStarts;

    /// <summary>Wraps a text that is already decoded.</summary>
    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
    }

    /// <summary>Where the text comes from, relative to the workspace root, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The whole text, a leading byte order mark included.</summary>
    public string Text { get; }

    /// <summary>Offset of the first character after a byte order mark: 0 or 1.</summary>
    public int ContentStart => Text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>The line ending that the file uses: the first one found, <c>\n</c> when there is none.</summary>
    public string NewLine
    {
        get
        {
            var index = Text.IndexOf('\n');
            return index > 0 && Text[index - 1] == '\r' ? "\r\n" : "\n";
        }
    }

    /// <summary>Decodes UTF-8 strictly.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-ENCODING</c>, at the first byte that is not UTF-8.</exception>
    public static SourceText Decode(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new SourceText(path, Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8(path, bytes);
        }
    }

    /// <summary>The bytes of the text, as it would be written.</summary>
    public byte[] Encode() => Strict.GetBytes(Text);

    /// <summary>The same file with edits spliced in.</summary>
    public SourceText With(IEnumerable<TextEdit> edits) => new(Path, TextEdit.Apply(Text, edits));

    /// <summary>An error at a place of this text, to be thrown by the caller.</summary>
    public ReleaseException Error(DiagnosticDescriptor descriptor, TextSpan span, string message)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return new ReleaseException(descriptor.At(Locate(span), message));
    }

    /// <summary>One-based line and column of an offset, and of the end of the range when it is not empty.</summary>
    public SourceLocation Locate(TextSpan span)
    {
        var (line, column) = LineAndColumn(span.Start);
        var (endLine, endColumn) = LineAndColumn(span.End);
        return new SourceLocation(Path, line, column, endLine, endColumn);
    }

    /// <summary>Offset of a one-based line and column; past the end of a line it is the line's end.</summary>
    public int Offset(int line, int column)
    {
        var starts = LineStarts();
        if (line > starts.Length)
        {
            return Text.Length;
        }

        var limit = line < starts.Length ? starts[line] : Text.Length;
        return Math.Min(starts[Math.Max(line, 1) - 1] + Math.Max(column, 1) - 1, limit);
    }

    private static ReleaseException NotUtf8(string path, ReadOnlySpan<byte> bytes)
    {
        var good = new char[bytes.Length];
        Utf8.ToUtf16(bytes, good, out var read, out var written, replaceInvalidSequences: false);
        var before = new SourceText(path, new string(good, 0, written));
        var hint = bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] ? " It looks like UTF-16." : "";
        return before.Error(
            ManifestCodes.Encoding,
            new TextSpan(written, 0),
            $"{path} is not UTF-8 text: byte 0x{bytes[read]:X2} at offset {read} is not valid there.{hint} Save the file as UTF-8.");
    }

    private (int Line, int Column) LineAndColumn(int offset)
    {
        var starts = LineStarts();
        var index = Array.BinarySearch(starts, Math.Clamp(offset, 0, Text.Length));
        var line = index >= 0 ? index : ~index - 1;
        var column = offset - starts[line] + 1;
        return (line + 1, line == 0 && ContentStart == 1 && column > 1 ? column - 1 : column);
    }

    private int[] LineStarts()
    {
        if (_lineStarts is null)
        {
            var starts = new List<int> { 0 };
            for (var i = 0; i < Text.Length; i++)
            {
                if (Text[i] == '\n')
                {
                    starts.Add(i + 1);
                }
            }

            _lineStarts = [.. starts];
        }

        return _lineStarts;
    }
}
