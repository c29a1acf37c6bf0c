using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>One MSBuild item.</summary>
/// <param name="Type">The item type, such as <c>PackageReference</c>.</param>
/// <param name="Include">What it names, unescaped: a package id, or a path as written.</param>
/// <param name="File">The file that includes it.</param>
/// <param name="Location">Its place there.</param>
public sealed record EvaluatedItem(string Type, string Include, RelativePath File, SourceLocation? Location)
{
    /// <summary>Metadata by name, without regard to case.</summary>
    public ImmutableDictionary<string, EvaluatedMetadata> Metadata { get; init; } =
        ImmutableDictionary.Create<string, EvaluatedMetadata>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file that a project reference names; null for other items and for files outside the workspace.</summary>
    public RelativePath? Target { get; init; }

    /// <summary>Why the item may not be there, or may be another one; null when it certainly is.</summary>
    public string? Doubt { get; init; }

    /// <summary>A metadatum's value; empty when it is not set.</summary>
    public string Value(string name) => Metadata.TryGetValue(name, out var metadata) ? metadata.Value : "";
}

/// <summary>One metadatum of an item.</summary>
/// <param name="Value">The value, expanded and unescaped.</param>
/// <param name="Written">The value as written.</param>
/// <param name="File">The file it is written in.</param>
/// <param name="Location">Its place there.</param>
public sealed record EvaluatedMetadata(string Value, string Written, RelativePath File, SourceLocation? Location);
