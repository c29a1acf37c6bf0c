using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>The final value of one MSBuild property and where it comes from.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Value">The value, unescaped; empty when the property is not set.</param>
/// <param name="Origin">The element whose literal text is the value; null when the SDK set it or it is computed.</param>
/// <param name="Suffix">For a version joined from prefix and suffix: the element of the suffix; null otherwise.</param>
/// <param name="Location">The element that set it last; null when no file of the workspace did.</param>
/// <param name="Doubt">Why the value may be wrong; null when it is not.</param>
public sealed record EvaluatedProperty(
    string Name, string Value, PropertyOrigin? Origin = null, PropertyOrigin? Suffix = null, SourceLocation? Location = null, string? Doubt = null);
