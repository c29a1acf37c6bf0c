using System.Text;
using HandlebarsDotNet;
using ReleaseKit.Core.Changelogs;

namespace ReleaseKit.Engine.Templates;

/// <summary>Escapes values for Markdown instead of HTML.</summary>
internal sealed class MarkdownEncoder : ITextEncoder
{
    /// <inheritdoc/>
    public void Encode(StringBuilder? text, TextWriter target) => target.Write(MarkdownText.Inline(text?.ToString() ?? ""));

    /// <inheritdoc/>
    public void Encode(string? text, TextWriter target) => target.Write(MarkdownText.Inline(text ?? ""));

    /// <inheritdoc/>
    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var value = new StringBuilder();
        while (text is not null && text.MoveNext())
        {
            value.Append(text.Current);
        }

        Encode(value, target);
    }
}
