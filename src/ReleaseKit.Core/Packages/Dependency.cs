namespace ReleaseKit.Core.Packages;

/// <summary>An edge from a package to a workspace member.</summary>
/// <param name="Id">The member depended upon.</param>
/// <param name="Range">The range as written in the manifest, <c>workspace:</c> protocol included; empty when there is none.</param>
/// <param name="Kind">What it is needed for.</param>
/// <param name="Source">Whether the edge is internal (workspace) or external (registry).</param>
/// <param name="DeclaredIn">The file that declares the range: the manifest, or the file it inherits from.</param>
/// <param name="Location">The declaration's place in that file, when known.</param>
public sealed record Dependency(
    PackageId Id,
    string Range,
    DependencyKind Kind,
    DependencySource Source,
    RelativePath DeclaredIn,
    Diagnostics.SourceLocation? Location = null)
{
    /// <summary>Whether configuration or an item declares the edge, so that no manifest has a range to write; see <see cref="DeclaredEdge"/>.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>
    /// Whether the ecosystem lets packages need each other in a circle, as Go's modules may. Those of a circle are published side by
    /// side, and each is verified when all of them are live.
    /// </summary>
    public bool MayCircle { get; init; }

    /// <summary>What a release of the dependency does to the package, where it was said of this edge; null for the rules of the kind.</summary>
    public Planning.Policies.PropagationRule? Rule { get; init; }
}
