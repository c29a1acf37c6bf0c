using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Npm;

namespace ReleaseKit.Engine.ChangeFiles.Changesets;

/// <summary>
/// Which dependencies between npm packages changesets follows: those whose range accepts what the workspace has, whatever the
/// package manager would link; with <c>bumpVersionsWithWorkspaceProtocolOnly</c> only those with the protocol
/// <c>workspace:</c>. Of a package that is named in several sections the last section's range decides.
/// </summary>
internal static class ChangesetsEdges
{
    /// <summary>The sections in the order in which a later one goes before an earlier one.</summary>
    private static readonly ImmutableArray<DependencyKind> Order = [DependencyKind.Runtime, DependencyKind.Dev, DependencyKind.Peer, DependencyKind.Optional];

    /// <summary>The workspace with its edges as changesets sees them.</summary>
    public static Workspace Apply(Workspace workspace, bool protocolOnly)
    {
        var schemes = new SemanticVersionScheme();
        return new Workspace([.. workspace.Packages.Select(package => package.Ecosystem != NpmEcosystem.Id ? package : package with
        {
            Dependencies = [.. package.Dependencies.GroupBy(edge => edge.Id).SelectMany(edges => Classify(workspace, [.. edges], protocolOnly, schemes)).OrderBy(edge => edge.Id).ThenBy(edge => edge.Kind)],
        })]);
    }

    private static IEnumerable<Dependency> Classify(Workspace workspace, ImmutableArray<Dependency> edges, bool protocolOnly, SemanticVersionScheme schemes)
    {
        var deciding = edges.MaxBy(edge => Order.IndexOf(edge.Kind))!;
        var source = workspace.Find(deciding.Id) is { Version: { } version } && Follows(deciding.Range, version, protocolOnly, schemes)
            ? DependencySource.Workspace
            : DependencySource.Registry;
        return edges.Select(edge => edge with { Source = source });
    }

    private static bool Follows(string range, string version, bool protocolOnly, SemanticVersionScheme schemes)
    {
        const string Protocol = "workspace:";
        return range.StartsWith(Protocol, StringComparison.Ordinal)
            ? range[Protocol.Length..] is "*" or "^" or "~" || range.Contains('/', StringComparison.Ordinal) || schemes.Satisfies(version, range) == true
            : !protocolOnly && !range.Contains(':', StringComparison.Ordinal) && schemes.Satisfies(version, range) == true;
    }
}
