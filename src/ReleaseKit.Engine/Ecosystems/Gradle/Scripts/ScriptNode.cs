using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>A word, string, operator or bracketed group of a Groovy or Kotlin script. Comments are not among them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Its place; for strings what is between the quotes.</param>
/// <param name="Text">The word or operator; the value of a string that is not interpolated.</param>
internal sealed record ScriptNode(ScriptNodeKind Kind, TextSpan Span, string Text)
{
    /// <summary>What a group holds, or the pieces of an interpolated string.</summary>
    public ImmutableArray<ScriptNode> Children { get; init; } = [];

    /// <summary>Whether a string has its characters as they are written, so that part of it can be replaced.</summary>
    public bool IsPlain { get; init; }

    public bool IsName(string name) => Kind == ScriptNodeKind.Name && Text == name;

    public bool IsSymbol(string symbol) => Kind == ScriptNodeKind.Symbol && Text == symbol;

    public bool Is(ScriptNodeKind kind) => Kind == kind;
}
