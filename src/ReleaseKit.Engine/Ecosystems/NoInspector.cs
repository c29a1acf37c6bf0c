using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>For ecosystems whose files are not inspected.</summary>
public sealed class NoInspector : IInspector
{
    private NoInspector()
    {
    }

    /// <summary>The only one.</summary>
    public static NoInspector Instance { get; } = new();

    /// <inheritdoc/>
    public ImmutableArray<InspectedPackage> Inspect(InspectionRequest request) => [];

    /// <inheritdoc/>
    public InspectedLocks InspectLocks(InspectionRequest request) => new([], []);

    /// <inheritdoc/>
    public ImmutableArray<Diagnostic> InspectMembers(InspectionRequest request) => [];
}
