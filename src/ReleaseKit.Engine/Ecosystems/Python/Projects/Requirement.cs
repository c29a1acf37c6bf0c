using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>One dependency specifier (PEP 508) with the place of its version specifier, so that it alone can be replaced.</summary>
public sealed record Requirement
{
    internal Requirement(string text, string name, TextSpan rangeSpan, bool isDirect)
    {
        Text = text;
        Name = name;
        RangeSpan = rangeSpan;
        IsDirect = isDirect;
    }

    /// <summary>The whole requirement as written.</summary>
    public string Text { get; }

    /// <summary>The name in its normal form.</summary>
    public string Name { get; }

    /// <summary>
    /// Where in <see cref="Text"/> the version specifier stands, without parentheses and surrounding blanks; where it would
    /// be inserted when there is none.
    /// </summary>
    public TextSpan RangeSpan { get; }

    /// <summary>Whether it is a direct reference, <c>name @ address</c>; <see cref="Range"/> is then <c>@ address</c>.</summary>
    public bool IsDirect { get; }

    /// <summary>The version specifier as written; empty when there is none.</summary>
    public string Range => Text.Substring(RangeSpan.Start, RangeSpan.Length);

    /// <summary>Reads a requirement.</summary>
    /// <param name="text">The text.</param>
    /// <param name="requirement">The requirement, when the answer is true.</param>
    /// <param name="problem">What was expected where, when the answer is false.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Requirement? requirement, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new RequirementParser(text).TryParse(out requirement, out problem);
    }

    /// <summary>The requirement with another version specifier; name, extras, blanks and markers stay as written.</summary>
    public string WithRange(string range) => string.Concat(Text.AsSpan(0, RangeSpan.Start), range, Text.AsSpan(RangeSpan.End));
}
