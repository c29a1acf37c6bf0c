using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning.Policies;

/// <summary>Packages, of any ecosystem, that belong together.</summary>
/// <param name="Label">Its name for people; unique among the groups of a workspace.</param>
/// <param name="Versioning">What its members have in common.</param>
/// <param name="Packages">Its members. Those that cannot be released count with the version they have.</param>
public sealed record VersionGroup(string Label, GroupVersioning Versioning, ImmutableArray<PackageId> Packages);
