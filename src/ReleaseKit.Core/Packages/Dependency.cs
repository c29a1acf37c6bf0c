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
    Diagnostics.SourceLocation? Location = null);
