using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Pipelines.Graphs;

/// <summary>A job that publishes a share of a release.</summary>
/// <param name="Name">What people see.</param>
/// <param name="Share">The packages, in ordinal order of id.</param>
/// <param name="Needs">Indices of the jobs of earlier waves that publish what these packages need, ascending.</param>
public sealed record PublicationJob(string Name, ImmutableArray<PackageId> Share, ImmutableArray<int> Needs)
{
    /// <summary>The packages as <c>ReleaseShare</c> has them.</summary>
    public string ShareText => string.Join(';', Share);
}
