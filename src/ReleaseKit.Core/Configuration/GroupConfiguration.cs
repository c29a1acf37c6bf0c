using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning.Policies;

namespace ReleaseKit.Core.Configuration;

/// <summary>A table <c>[groups.label]</c>, with the defaults of what it leaves out.</summary>
public sealed record GroupConfiguration
{
    /// <summary>A table without keys.</summary>
    public static GroupConfiguration Default { get; } = new();

    /// <summary>What the members have in common besides the label.</summary>
    public GroupVersioning Versioning { get; init; }

    /// <summary>Members besides the packages whose own file names the group: ids, names, or globs of their directories.</summary>
    public ImmutableArray<string> Packages { get; init; } = [];

    /// <summary>The form of the members' tags; null for the workspace's.</summary>
    public string? TagFormat { get; init; }

    /// <summary>Where the table begins.</summary>
    public SourceLocation? Location { get; init; }
}
