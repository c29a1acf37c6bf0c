using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>One key of a table with its value.</summary>
/// <param name="Key">The key, quotes removed; one part of a dotted key.</param>
/// <param name="KeySpan">Where that part is first written, quotes included.</param>
/// <param name="Value">The value.</param>
public sealed record TomlEntry(string Key, TextSpan KeySpan, TomlValue Value);
