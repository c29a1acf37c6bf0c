using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

/// <summary>A workspace with a history as it is generated: small integers stand for packages, so that cases stay readable.</summary>
internal sealed record WorkspaceModel
{
    public required ImmutableArray<PackageModel> Packages { get; init; }

    public required ImmutableArray<EdgeModel> Edges { get; init; }

    public required ImmutableArray<CommitModel> Commits { get; init; }

    public required ImmutableArray<(int Package, BumpLevel Level)> Changes { get; init; }

    public required ImmutableArray<(int Group, int Package)> Members { get; init; }

    public required ImmutableArray<GroupVersioning> Groups { get; init; }

    public required PolicyModel Policy { get; init; }

    /// <summary>Workspaces of up to ten packages in two ecosystems.</summary>
    public static Gen<WorkspaceModel> All { get; } =
        from packages in Gen.NonEmptyListOf(PackageModel.All)
        from edges in Gen.ListOf(EdgeModel.All)
        from commits in Gen.ListOf(CommitModel.All)
        from changes in Gen.ListOf(from package in Gen.Choose(0, 9) from level in Gen.Elements(Enum.GetValues<BumpLevel>()) select (package, level))
        from members in Gen.ListOf(from g in Gen.Choose(0, 2) from package in Gen.Choose(0, 9) select (g, package))
        from groups in Gen.ArrayOf(Gen.Elements(Enum.GetValues<GroupVersioning>()), 3)
        from policy in PolicyModel.All
        select new WorkspaceModel
        {
            Packages = [.. packages.Take(10)],
            Edges = [.. edges.Take(25)],
            Commits = [.. commits.Take(8)],
            Changes = [.. changes.Take(6)],
            Members = [.. members.Take(8)],
            Groups = [.. groups],
            Policy = policy,
        };

    /// <summary>The request; what contradicts itself, such as a package in two groups, is left out.</summary>
    public PlanRequest Build()
    {
        var builder = new PlanBuilder { Policy = Policy.Build() };
        foreach (var (index, package) in Packages.Index())
        {
            (Policy.Synchronize && package.State == PackageState.Ahead ? package with { State = PackageState.Tagged } : package).AddTo(builder, Name(index));
        }

        AddEdges(builder);
        foreach (var commit in Commits)
        {
            builder.Commit(commit.Message, [.. Known(commit.First, commit.Second).Select(Name)]);
        }

        AddGroups(builder);
        foreach (var (index, (package, level)) in Changes.Index())
        {
            if (package < Packages.Length && Packages[package].State != PackageState.Private)
            {
                builder.Declares($"change-{index}", $"Change {index}.", $"{PlanBuilder.Id(Name(package))}: {level}");
                _ = Commits.Length > 0 && index % 2 == 0 ? builder.AddedByNewestCommit() : builder;
            }
        }

        return builder.Request();
    }

    public override string ToString() => string.Join('\n',
    [
        .. Packages.Index().Select(p => $"{Name(p.Index)}: {p.Item}"), .. Edges.Select(e => $"{e}"), .. Commits.Select(c => $"{c}"),
        .. Changes.Select(c => $"change {c}"), $"groups {string.Join(", ", Groups)}, members {string.Join(", ", Members)}", $"{Policy}",
    ]);

    private string Name(int index) => (Packages[index].IsPython ? "python:" : "") + $"p{index}";

    private IEnumerable<int> Known(params int[] packages) => packages.Where(i => i < Packages.Length).Distinct();

    private void AddEdges(PlanBuilder builder)
    {
        var known = new HashSet<(int, int, DependencyKind)>();
        foreach (var edge in Edges)
        {
            // Only development edges may go in circles; no ecosystem depends on another one's packages.
            var (from, to) = edge.Kind == DependencyKind.Dev ? (edge.A, edge.B) : (Math.Max(edge.A, edge.B), Math.Min(edge.A, edge.B));
            if (from != to && Known(from, to).Count() == 2 && Packages[from].IsPython == Packages[to].IsPython && known.Add((from, to, edge.Kind)))
            {
                builder.Edge(Name(from), Name(to), Packages[to].Range(edge.Style), edge.Kind, edge.Source);
            }
        }
    }

    private void AddGroups(PlanBuilder builder)
    {
        if (Policy.Synchronize)
        {
            return;
        }

        // Versions written in one place belong to one group: its members are those of the first that has one of them. A member
        // that was written ahead by hand cannot be told from one of an interrupted release.
        var taken = new HashSet<int>();
        foreach (var (index, versioning) in Groups.Index())
        {
            var members = Members.Where(m => m.Group == index).SelectMany(m => Known(m.Package))
                .SelectMany(p => Packages[p].State == PackageState.Shared ? Enumerable.Range(0, Packages.Length).Where(i => Packages[i].State == PackageState.Shared) : [p])
                .Distinct().Where(p => Packages[p].State != PackageState.Ahead).Where(p => versioning == GroupVersioning.Independent || taken.Add(p)).Select(Name).ToArray();
            if (members.Length > 0)
            {
                builder.Group($"group-{index}", versioning, members);
            }
        }
    }
}
