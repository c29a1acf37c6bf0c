using System.Collections.Immutable;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>What a package's manifest says that clients ask for.</summary>
internal sealed record NuGetFacts(
    string Description, string Authors, string Tags, ImmutableArray<string> PackageTypes, ImmutableArray<NuGetDependencyGroup> Groups);

/// <summary>Dependencies for a framework, or for every one when it is null.</summary>
internal sealed record NuGetDependencyGroup(string? TargetFramework, ImmutableArray<NuGetDependency> Dependencies);

/// <summary>A dependency and its version range as written.</summary>
internal sealed record NuGetDependency(string Id, string Range);
