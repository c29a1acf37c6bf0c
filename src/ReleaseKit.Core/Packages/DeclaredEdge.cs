using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning.Policies;

namespace ReleaseKit.Core.Packages;

/// <summary>An edge that no manifest can tell, such as from an npm wrapper to the crate whose binary it brings: what <c>[[edges]]</c> and <c>DependsOn</c> say.</summary>
public sealed record DeclaredEdge
{
    /// <summary>The package that needs the other: its id, or its name where one package only has it.</summary>
    public string From { get; init; } = "";

    /// <summary>The package that is needed, and published first; its id or name.</summary>
    public string To { get; init; } = "";

    /// <summary>What it is needed for.</summary>
    public DependencyKind Kind { get; init; } = DependencyKind.Runtime;

    /// <summary>What a release of <see cref="To"/> does to <see cref="From"/>; null for the rules of the kind.</summary>
    public PropagationRule? Rule { get; init; }

    /// <summary>The file that declares the edge.</summary>
    public RelativePath DeclaredIn { get; init; }

    /// <summary>Its place there, when known.</summary>
    public SourceLocation? Location { get; init; }
}
