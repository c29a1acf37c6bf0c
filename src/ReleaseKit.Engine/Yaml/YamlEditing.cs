using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>Edits of YAML texts that leave everything else as it is: order, comments, indentation, line endings.</summary>
public static class YamlEditing
{
    /// <summary>
    /// Replaces a scalar. The notation stays when the new value can be written in it and keeps its meaning: a plain text
    /// does not become a number. Otherwise the value gets double quotes. The same value leaves the text as it is.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The value holds half of a surrogate pair, or the scalar is one that is not written at all, in a place without a colon or hyphen.
    /// </exception>
    public static TextEdit ReplaceScalar(YamlScalarSyntax node, string newValue, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(source);
        WellFormed.Require(newValue);
        if (string.Equals(node.Value, newValue, StringComparison.Ordinal))
        {
            return TextEdit.None(node.Span);
        }

        var written = YamlScalarWriter.Write(node, newValue, source);
        return new TextEdit(node.Span, node.Span.Length == 0 ? Separator(node, source) + written : written);
    }

    /// <summary>What separates a value from what stands before it, where no value was.</summary>
    private static string Separator(YamlScalarSyntax node, SourceText source)
    {
        var before = source.Text.AsSpan(source.ContentStart, node.Span.Start - source.ContentStart);
        var mark = before.TrimEnd();
        if (node.IsAbsentDocument)
        {
            return mark.IsEmpty ? "" : throw new ArgumentException("There is no place for a value: the text holds comments alone.", nameof(node));
        }

        // In a flow mapping a colon without a key before it takes no value either.
        var hasKey = mark is [.., ':'] && mark[..^1].TrimEnd() is not [.., ',' or '{' or '['];
        return hasKey || (mark is [.., '-'] and not [.., '-', '-'] && !node.IsInFlow)
            ? (mark.Length == before.Length ? " " : "")
            : throw new ArgumentException("There is no place for a value: neither a colon nor a hyphen stands before it.", nameof(node));
    }
}
