using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Graph;

/// <summary>One package needs another.</summary>
/// <param name="Dependent">The package that needs.</param>
/// <param name="Dependency">The package that is needed, published first.</param>
/// <param name="Location">Where the dependency is declared, when known.</param>
public readonly record struct DependencyEdge(PackageId Dependent, PackageId Dependency, SourceLocation? Location = null);
