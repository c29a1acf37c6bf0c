using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>A call, with its arguments computed as far as they can be.</summary>
/// <param name="Name">The method.</param>
/// <param name="Span">The place of the name.</param>
internal sealed record ScriptCall(string Name, TextSpan Span)
{
    /// <summary>The arguments without a name; null for those that cannot be computed.</summary>
    public ImmutableArray<object?> Arguments { get; init; } = [];

    /// <summary>The arguments with a name, <c>plugin: 'java'</c>.</summary>
    public ImmutableDictionary<string, object?> Named { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>The type in angle brackets; empty when there is none.</summary>
    public string Type { get; init; } = "";

    /// <summary>The block that is handed over; null when none is.</summary>
    public ScriptNode? Block { get; init; }

    /// <summary>The words behind the call, as in <c>id("x") version "1.0" apply false</c>.</summary>
    public ImmutableArray<ScriptNode> Rest { get; init; } = [];

    /// <summary>Whether the call is a statement, and not part of an expression.</summary>
    public bool IsStatement { get; init; }

    /// <summary>The first argument as text; null when it is none.</summary>
    public string? Text => Arguments is [ScriptText text, ..] ? text.Value : null;
}
