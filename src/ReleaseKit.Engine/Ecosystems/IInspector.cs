using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>
/// Reads what files say about packages beside names, versions and edges, for the checks before a release. Starts nothing, asks
/// nobody, and reports as refused only what is certain to be. A file that it cannot read is passed over: what matters of it
/// was read by the discovery.
/// </summary>
public interface IInspector
{
    /// <summary>The packages of the request.</summary>
    ImmutableArray<InspectedPackage> Inspect(InspectionRequest request);

    /// <summary>Whether lock files fit the manifests of the packages.</summary>
    InspectedLocks InspectLocks(InspectionRequest request);

    /// <summary>Whether definitions of workspaces name what is there: <c>RK-CHECK-MEMBERS</c>.</summary>
    ImmutableArray<Diagnostic> InspectMembers(InspectionRequest request);
}
