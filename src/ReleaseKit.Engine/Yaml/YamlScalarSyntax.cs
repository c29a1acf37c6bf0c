using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>A scalar; the span includes quotes, and the header of a block. It is empty where nothing is written.</summary>
public sealed class YamlScalarSyntax : YamlNodeSyntax
{
    internal YamlScalarSyntax(TextSpan span, string value, YamlScalarStyle style, bool isInFlow)
        : base(span)
    {
        Value = value;
        Style = style;
        IsInFlow = isInFlow;
    }

    /// <summary>The text, escapes resolved and lines folded; numbers and truth values are left as text.</summary>
    public string Value { get; }

    /// <summary>How it is written.</summary>
    public YamlScalarStyle Style { get; }

    /// <summary>Whether the scalar stands for nothing: plain, and empty or a spelling of null.</summary>
    public bool IsNull => Style == YamlScalarStyle.Plain && YamlPlainText.MeaningOf(Value) == YamlMeaning.Null;

    /// <inheritdoc/>
    public override string Description => IsNull ? "null" : "a scalar";

    /// <summary>Whether it stands between brackets or braces, where fewer texts can be plain.</summary>
    internal bool IsInFlow { get; }

    /// <summary>Whether it stands for a document that the text does not have.</summary>
    internal bool IsAbsentDocument { get; init; }

    internal override long Weight => 1;
}
