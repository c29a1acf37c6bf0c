using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>What the files of one package say.</summary>
public sealed record InspectedPackage
{
    /// <summary>The package.</summary>
    public required Package Package { get; init; }

    /// <summary>Whether the manifest names a licence, or a file with its text.</summary>
    public required bool NamesLicence { get; init; }

    /// <summary>What its users look for and do not find, in words that fit behind "has no": <c>description</c>.</summary>
    public ImmutableArray<string> Lacks { get; init; } = [];

    /// <summary>What is wrong with values: <c>RK-CHECK-METADATA-REFUSED</c>, <c>RK-CHECK-METADATA</c>.</summary>
    public ImmutableArray<Diagnostic> Metadata { get; init; } = [];

    /// <summary>What is wrong with dependencies: <c>RK-CHECK-DEPENDENCY</c>, <c>RK-CHECK-DEPENDENCY-DOUBTFUL</c>.</summary>
    public ImmutableArray<Diagnostic> Dependencies { get; init; } = [];

    /// <summary>Artifacts of earlier builds that the client would pack.</summary>
    public ImmutableArray<RelativePath> Leftovers { get; init; } = [];
}
