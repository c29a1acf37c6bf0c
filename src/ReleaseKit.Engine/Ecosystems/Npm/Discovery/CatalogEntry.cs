using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>A range that several manifests share under the name of a dependency.</summary>
/// <param name="Catalog">The catalogue's name; <c>default</c> for the unnamed one.</param>
/// <param name="Dependency">The dependency's name.</param>
/// <param name="Range">The range as written.</param>
/// <param name="Location">Where the range is written.</param>
internal sealed record CatalogEntry(string Catalog, string Dependency, string Range, SourceLocation Location);
