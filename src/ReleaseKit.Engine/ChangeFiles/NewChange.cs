using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>A change about to be written down.</summary>
/// <param name="Packages">Names of the packages, in the order in which they are written.</param>
/// <param name="Level">How much it raises their versions; none to say on purpose that it does not.</param>
/// <param name="Text">What users are told, Markdown, without blanks around it.</param>
/// <param name="Email">Address of the author for formats that record it; null when git knows none.</param>
public sealed record NewChange(ImmutableArray<string> Packages, BumpLevel Level, string Text, string? Email = null);
