using System.Collections.Frozen;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Documents;

/// <summary>How enumerations are spelled in documents; people see the same words.</summary>
public static class DocumentNames
{
    /// <summary>The levels of a bump.</summary>
    public static IReadOnlyDictionary<BumpLevel, string> Bumps { get; } = new Dictionary<BumpLevel, string>
    {
        [BumpLevel.None] = "none",
        [BumpLevel.Patch] = "patch",
        [BumpLevel.Minor] = "minor",
        [BumpLevel.Major] = "major",
    }.ToFrozenDictionary();

    /// <summary>The kinds of a dependency.</summary>
    public static IReadOnlyDictionary<DependencyKind, string> DependencyKinds { get; } = new Dictionary<DependencyKind, string>
    {
        [DependencyKind.Runtime] = "runtime",
        [DependencyKind.Dev] = "dev",
        [DependencyKind.Peer] = "peer",
        [DependencyKind.Optional] = "optional",
        [DependencyKind.Build] = "build",
    }.ToFrozenDictionary();

    /// <summary>The sources of a dependency.</summary>
    public static IReadOnlyDictionary<DependencySource, string> DependencySources { get; } = new Dictionary<DependencySource, string>
    {
        [DependencySource.Workspace] = "workspace",
        [DependencySource.Registry] = "registry",
    }.ToFrozenDictionary();

    /// <summary>The kinds of a reason.</summary>
    public static IReadOnlyDictionary<ReasonKind, string> Reasons { get; } = new Dictionary<ReasonKind, string>
    {
        [ReasonKind.Commit] = "commit",
        [ReasonKind.ChangeFile] = "change-file",
        [ReasonKind.Dependency] = "dependency",
        [ReasonKind.Upstream] = "upstream",
        [ReasonKind.Group] = "group",
        [ReasonKind.Explicit] = "explicit",
    }.ToFrozenDictionary();
}
