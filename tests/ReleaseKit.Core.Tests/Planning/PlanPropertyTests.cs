using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class PlanPropertyTests
{
    private static readonly Gen<PlanRequest> Requests = GenerateRequests();

    [Fact]
    public void OrderOfInputDoesNotMatter() => ForAll((request, plan) =>
    {
        var reversed = request with
        {
            Workspace = new Workspace([.. request.Workspace.Packages.Reverse().Select(p => p with { Dependencies = [.. p.Dependencies.Reverse()] })]),
        };
        return PlanDocument.Write(ReleasePlanner.Plan(reversed)) == PlanDocument.Write(plan);
    });

    [Fact]
    public void NoVersionIsLowered() => ForAll((request, plan) => plan.Releases.All(release =>
        (release.From is null || Scheme.Compare(release.To, release.From) > 0) &&
        Scheme.Compare(release.To, request.Workspace.Find(release.Id)!.Version!) >= 0));

    [Fact]
    public void EveryPackageIsEitherReleasedOrSkipped() => ForAll((request, plan) =>
        plan.Releases.Select(r => r.Id).Concat(plan.Skipped.Select(s => s.Id)).Order().SequenceEqual(request.Workspace.Packages.Select(p => p.Id).Order()) &&
        plan.Order.SelectMany(layer => layer).Order().SequenceEqual(plan.Releases.Select(r => r.Id)));

    [Fact]
    public void EveryReleaseLeadsBackToAnIntent() => ForAll((_, plan) => plan.Releases.All(release => LeadsToIntent(plan, release.Id, [])));

    [Fact]
    public void DependenciesArePublishedFirst() => ForAll((request, plan) =>
    {
        var layerOf = plan.Order.SelectMany((layer, index) => layer.Select(id => (id, index))).ToDictionary(p => p.id, p => p.index);
        return layerOf.Keys.All(id => request.Workspace.Find(id)!.Dependencies
            .Where(e => e.Source == DependencySource.Workspace && e.Kind != DependencyKind.Dev && layerOf.ContainsKey(e.Id))
            .All(e => layerOf[e.Id] < layerOf[id]));
    });

    [Fact]
    public void NothingIsLeftToDoAfterwards() => ForAll((request, plan) =>
        ReleasePlanner.Plan(After(request, plan, _ => true)) is { IsEmpty: true, OtherEdits.IsEmpty: true });

    /// <summary>Applied and committed, then killed while publishing: dependencies first, so what is tagged has all it needs.</summary>
    [Fact]
    public void AnInterruptedReleaseIsFinishedWithTheSameVersions() => ForAll((request, plan) =>
    {
        var published = plan.Order.Take(plan.Order.Length / 2).SelectMany(layer => layer).ToHashSet();
        var rest = ReleasePlanner.Plan(After(request, plan, published.Contains));
        return rest.Releases.Select(r => (r.Id, r.To)).SequenceEqual(plan.Releases.Where(r => !published.Contains(r.Id)).Select(r => (r.Id, r.To))) &&
            rest.Releases.All(r => r.Edits.IsEmpty) && rest.OtherEdits.IsEmpty;
    });

    [Fact]
    public void AThousandPackagesInOneChainAreNoProblem()
    {
        var builder = new PlanBuilder();
        for (var i = 0; i < 1000; i++)
        {
            builder.Package($"p{i:d4}");
            if (i > 0)
            {
                builder.Edge($"p{i:d4}", $"p{i - 1:d4}");
            }
        }

        var plan = builder.Commit("feat: x", "p0000").Plan();
        plan.Releases.Length.ShouldBe(1000);
        plan.Order.Length.ShouldBe(1000);
    }

    private static SemanticVersionScheme Scheme { get; } = new();

    private static void ForAll(Func<PlanRequest, ReleasePlan, bool> property) =>
        Prop.ForAll(Arb.From(Requests), request => property(request, ReleasePlanner.Plan(request))).ShouldHold(250);

    private static bool LeadsToIntent(ReleasePlan plan, PackageId id, HashSet<PackageId> visited) =>
        visited.Add(id) && plan.Find(id) is { } release && release.Reasons.Length > 0 &&
        release.Reasons.Any(reason => reason.Package is { } next ? LeadsToIntent(plan, next, visited) : reason.Kind is ReasonKind.Commit or ReasonKind.Explicit);

    /// <summary>The workspace once the plan is applied, with tags for the releases that the condition names.</summary>
    private static PlanRequest After(PlanRequest request, ReleasePlan plan, Func<PackageId, bool> isTagged)
    {
        var changes = plan.Releases.SelectMany(r => r.Edits).Concat(plan.OtherEdits).ToArray();
        var workspace = new Workspace([.. request.Workspace.Packages.Select(package => package with
        {
            Version = changes.OfType<VersionChange>().FirstOrDefault(c => c.File == package.VersionFile)?.To ?? package.Version,
            Dependencies = [.. package.Dependencies.Select(edge => edge with
            {
                Range = changes.OfType<RangeChange>().FirstOrDefault(c => c.Package == package.Id && c.Dependency == edge.Id && c.Kind == edge.Kind)?.To ?? edge.Range,
            })],
        })]);
        var histories = request.Histories.Values.Select(history => plan.Find(history.Id) is { } release && isTagged(history.Id)
            ? new PackageHistory(history.Id, new Baseline(release.Tag, release.To, PlanBuilder.Base), [])
            : history);
        return request with { Workspace = workspace, Histories = histories.ToDictionary(h => h.Id) };
    }

    /// <summary>Up to eight packages; edges point from later to earlier ones, development edges anywhere.</summary>
    private static Gen<PlanRequest> GenerateRequests()
    {
        var message = Gen.Elements("feat: a", "fix: b", "feat!: c", "docs: d", "chore: e", "not conventional");
        var version = Gen.Elements("0.1.0", "0.9.4", "1.0.0", "1.2.3", "2.0.0");
        var kind = Gen.Elements(DependencyKind.Runtime, DependencyKind.Peer, DependencyKind.Dev, DependencyKind.Optional);
        var source = Gen.Frequency((9, Gen.Constant(DependencySource.Workspace)), (1, Gen.Constant(DependencySource.Registry)));
        var range = Gen.Elements("^", "~", "", ">=", "workspace:^", "workspace:*", "workspace:~");
        var package =
            from written in version
            from state in Gen.Frequency((6, Gen.Constant("tagged")), (1, Gen.Constant("new")), (1, Gen.Constant("ahead")), (1, Gen.Constant("private")), (2, Gen.Constant("shared")))
            select (written, state);
        var edge =
            from a in Gen.Choose(0, 7)
            from b in Gen.Choose(0, 7)
            from k in kind
            from s in source
            from r in range
            select (a, b, k, s, r);
        var commit =
            from m in message
            from a in Gen.Choose(0, 7)
            from b in Gen.Choose(0, 7)
            select (m, a, b);
        return
            from packages in Gen.NonEmptyListOf(package)
            from edges in Gen.ListOf(edge)
            from commits in Gen.ListOf(commit)
            from synchronize in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
            from majorOnZero in Gen.Elements(true, false)
            select Build([.. packages.Take(8)], edges, commits, synchronize, majorOnZero);
    }

    private static PlanRequest Build(
        (string Written, string State)[] packages, IEnumerable<(int A, int B, DependencyKind Kind, DependencySource Source, string Range)> edges,
        IEnumerable<(string Message, int A, int B)> commits, bool synchronize, bool majorOnZero)
    {
        var builder = new PlanBuilder();
        builder.Policy = builder.Policy with { Synchronize = synchronize, MajorOnZero = majorOnZero };
        foreach (var (index, (written, state)) in packages.Index())
        {
            _ = state switch
            {
                "new" => builder.Package($"p{index}", written, ""),
                "ahead" => builder.Package($"p{index}", written, "0.0.1"),
                "private" => builder.Private($"p{index}", written),
                "shared" => builder.Sharing($"p{index}", "1.5.0"),
                _ => builder.Package($"p{index}", written),
            };
        }

        var known = new HashSet<(int, int, DependencyKind)>();
        foreach (var (a, b, kind, source, range) in edges)
        {
            var (from, to) = kind == DependencyKind.Dev ? (a, b) : (Math.Max(a, b), Math.Min(a, b));
            if (Math.Max(a, b) < packages.Length && from != to && known.Add((from, to, kind)))
            {
                var text = range.StartsWith("workspace:", StringComparison.Ordinal) ? range : range + (packages[to].State == "shared" ? "1.5.0" : packages[to].Written);
                builder.Edge($"p{from}", $"p{to}", text, kind, source);
            }
        }

        foreach (var (message, a, b) in commits)
        {
            builder.Commit(message, [.. new[] { a, b }.Where(i => i < packages.Length).Distinct().Select(i => $"p{i}")]);
        }

        return builder.Request();
    }
}
