using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

/// <summary>What holds for every plan, whatever the packages, their edges, groups, intents and policies.</summary>
public sealed class PlanPropertyTests
{
    [Fact]
    public void OrderOfInputDoesNotMatter() => ForAll((request, plan) =>
    {
        var reversed = request with
        {
            Workspace = new Workspace([.. request.Workspace.Packages.Reverse().Select(p => p with { Dependencies = [.. p.Dependencies.Reverse()] })]),
            ChangeFiles = [.. request.ChangeFiles.Reverse()],
            Policy = request.Policy with { Groups = [.. request.Policy.Groups.Reverse().Select(g => g with { Packages = [.. g.Packages.Reverse()] })] },
        };
        return PlanDocument.Write(ReleasePlanner.Plan(reversed)) == PlanDocument.Write(plan);
    });

    [Fact]
    public void NoVersionIsLowered() => ForAll((request, plan) => plan.Releases.All(release =>
    {
        var scheme = PlanBuilder.Scheme(release.Id.Ecosystem);
        return (release.From is null || scheme.Compare(release.To, release.From) > 0) && scheme.Compare(release.To, request.Workspace.Find(release.Id)!.Version!) >= 0;
    }));

    [Fact]
    public void EveryPackageIsEitherReleasedOrSkipped() => ForAll((request, plan) =>
        plan.Releases.Select(r => r.Id).Concat(plan.Skipped.Select(s => s.Id)).Order().SequenceEqual(request.Workspace.Packages.Select(p => p.Id).Order()) &&
        plan.Order.SelectMany(layer => layer).Order().SequenceEqual(plan.Releases.Select(r => r.Id)));

    [Fact]
    public void EveryReleaseLeadsBackToAnIntent() => ForAll((_, plan) => plan.Releases.All(release => LeadsToIntent(plan, release.Id, [])));

    [Fact]
    public void EveryIntentIsReleased() => ForAll((request, plan) =>
        request.ChangeFiles.SelectMany(f => f.Changes).Where(c => c.Level > BumpLevel.None).All(c => plan.Find(PackageId.Parse(c.Package)) is not null) &&
        request.Policy.Explicit.Keys.All(id => plan.Find(id) is not null) &&
        plan.UsedChangeFiles.Length == (plan.IsEmpty ? 0 : request.ChangeFiles.Length));

    [Fact]
    public void DependenciesArePublishedFirst() => ForAll((request, plan) =>
    {
        var layerOf = plan.Order.SelectMany((layer, index) => layer.Select(id => (id, index))).ToDictionary(p => p.id, p => p.index);
        return layerOf.Keys.All(id => request.Workspace.Find(id)!.Dependencies
            .Where(e => e.Source == DependencySource.Workspace && e.Kind != DependencyKind.Dev && layerOf.ContainsKey(e.Id))
            .All(e => layerOf[e.Id] < layerOf[id]));
    });

    [Fact]
    public void MembersOfAGroupGetOneVersion() => ForAll((request, plan) => request.Policy.Groups.Where(g => g.Versioning != GroupVersioning.Independent).All(group =>
    {
        var released = group.Packages.Where(id => plan.Find(id) is not null).ToArray();
        var complete = group.Versioning != GroupVersioning.Fixed || released.Length == 0 ||
            group.Packages.Where(id => request.Workspace.Find(id)!.Publishable && plan.Find(id) is null).All(id => request.Histories[id].Baseline?.Version == plan.Find(released[0])!.To);
        return complete && released.Select(id => plan.Find(id)!.To).Distinct().Count() <= 1;
    }));

    [Fact]
    public void DependentsAreReleasedAsTheRulesSay() => ForAll((request, plan) => request.Workspace.Packages.Where(p => p.Publishable).All(package => package.Dependencies
        .Where(e => e.Source == DependencySource.Workspace && plan.Find(e.Id) is not null)
        .All(e => e.Kind == DependencyKind.Dev || request.Policy.Propagation.Of(e.Kind).All(rule => rule.Trigger != PropagationTrigger.Always || rule.AtLeast > BumpLevel.None) || plan.Find(package.Id) is not null)));

    [Fact]
    public void PublishedRangesAcceptWhatExists() => ForAll((request, plan) =>
    {
        var applied = After(request, plan, _ => true);
        return plan.Releases.All(release => applied.Workspace.Find(release.Id)!.Dependencies
            .Where(e => e.Source == DependencySource.Workspace && e.Kind != DependencyKind.Dev && e.Range.Length > 0 && request.Workspace.Find(e.Id)!.Publishable)
            .All(e => PlanBuilder.Scheme(release.Id.Ecosystem).Satisfies(applied.Histories[e.Id].Baseline!.Version, e.Range) == true));
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
        rest.Summary().ShouldBe(plan.Releases.Where(r => !published.Contains(r.Id)).Select(r => r.Summary()), $"published: {string.Join(", ", published)}\nbefore: {string.Join("; ", plan.Summary())}");
        return rest.Releases.All(r => r.Edits.IsEmpty) && rest.OtherEdits.IsEmpty;
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

    private static void ForAll(Func<PlanRequest, ReleasePlan, bool> property) =>
        Prop.ForAll(Arb.From(WorkspaceModel.All), model =>
        {
            var request = PolicyModel.Ask(model.Build(), model.Policy);
            return property(request, ReleasePlanner.Plan(request));
        }).ShouldHold(200);

    private static bool LeadsToIntent(ReleasePlan plan, PackageId id, HashSet<PackageId> visited) =>
        visited.Add(id) && plan.Find(id) is { } release && release.Reasons.Length > 0 &&
        release.Reasons.Any(reason => reason.Package is { } next ? LeadsToIntent(plan, next, visited) : reason.Kind is ReasonKind.Commit or ReasonKind.ChangeFile or ReasonKind.Explicit);

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
        return request with
        {
            Workspace = workspace,
            Histories = histories.ToDictionary(h => h.Id),
            ChangeFiles = [.. request.ChangeFiles.Where(f => !plan.UsedChangeFiles.Contains(f.Path))],
            SpentChangeFiles = [.. request.ChangeFiles.Where(f => plan.UsedChangeFiles.Contains(f.Path))],
            Policy = request.Policy with { Explicit = ImmutableDictionary<PackageId, ExplicitBump>.Empty },
        };
    }
}
