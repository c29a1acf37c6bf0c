using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Intents;

/// <summary>One change that a change file declares for one package.</summary>
/// <param name="Package">The package's id or name, or the name of a group, as written.</param>
/// <param name="Level">How much it raises the version; <see cref="BumpLevel.None"/> to say on purpose that it does not.</param>
/// <param name="Text">What users of the package are told, Markdown as written; it may have many lines.</param>
/// <param name="Section">The changelog section that a format names besides the level; null when the level decides.</param>
/// <param name="Location">Where the package is named.</param>
public sealed record DeclaredChange(string Package, BumpLevel Level, string Text, string? Section, SourceLocation Location);
