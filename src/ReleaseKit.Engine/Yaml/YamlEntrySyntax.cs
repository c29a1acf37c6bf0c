using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>One key of a mapping with its value.</summary>
/// <param name="Key">The key as text, quotes removed.</param>
/// <param name="KeySpan">Where the key is written, quotes included; for an alias, where its anchor's node is.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntrySyntax(string Key, TextSpan KeySpan, YamlNodeSyntax Value);
