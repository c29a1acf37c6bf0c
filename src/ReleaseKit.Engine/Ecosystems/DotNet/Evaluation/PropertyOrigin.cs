using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>The element whose literal text became a property's value.</summary>
/// <param name="Name">The element's name, which may differ from the property's when one property is set from another.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Location">The place of its text.</param>
public sealed record PropertyOrigin(string Name, RelativePath File, SourceLocation Location);
