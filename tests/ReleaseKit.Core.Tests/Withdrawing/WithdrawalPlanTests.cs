using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Withdrawing;

namespace ReleaseKit.Core.Tests.Withdrawing;

public sealed class WithdrawalPlanTests
{
    private static readonly WithdrawalCapability Deprecate = new(WithdrawalKind.Deprecate, true, "stays installable");
    private static readonly WithdrawalCapability Nothing = new(WithdrawalKind.None, true, "stays as it is", "Yank it there");

    /// <summary>Edges among six packages: "51" means 5 needs 1; numbers fall, so that there is no circle.</summary>
    private static readonly Gen<List<string>> Edges =
        Gen.Elements((from a in Enumerable.Range(0, 6) from b in Enumerable.Range(0, a) select $"{a}{b}").ToArray()).ListOf();

    [Fact]
    public void DependentsComeBeforeWhatTheyNeedAndOthersAreLeftOut()
    {
        var workspace = Workspace("abcd", "ba", "cb", "da");
        WithdrawalPlan.Order(workspace, Ids("acd")).Select(id => id.Name).ShouldBe(["c", "d", "a"]);
    }

    [Fact]
    public void ADevelopmentDependencyAndOneFromARegistryDoNotOrder()
    {
        var a = Package("a") with { Dependencies = [Edge("b", DependencyKind.Dev), Edge("c", DependencyKind.Runtime, DependencySource.Registry)] };
        var b = Package("b") with { Dependencies = [Edge("a")] };
        WithdrawalPlan.Order(new Workspace([a, b, Package("c")]), Ids("ab")).Select(id => id.Name).ShouldBe(["b", "a"]);
    }

    [Fact]
    public void NothingIsEverNeededByWhatIsWithdrawnLater() => Prop.ForAll(Edges.ToArbitrary(), edges =>
    {
        var order = WithdrawalPlan.Order(Workspace("012345", [.. edges]), Ids("012345"));
        return order.Length == 6 && edges.All(e => order.IndexOf(Id(e[0])) < order.IndexOf(Id(e[1])));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TheTableSaysWhatWillBeDoneAndWhatStays() => new WithdrawalPlan(
    [
        Of("b", "2.0.0", WithdrawalState.Pending, Deprecate), Of("a", "1.1.0", WithdrawalState.Withdrawn, Deprecate),
        Of("c", "1.0.0", WithdrawalState.Manual, Nothing), Of("d", "1.0.0", WithdrawalState.Absent, Deprecate),
    ],
    [new TagRemoval("d-v1.0.0", true, "no registry has a trace of it"), new TagRemoval("v1", false, "the number stays taken")]).Render().ShouldBe("""
        package  version  what will be done                       what stays
        npm:b    2.0.0    deprecate                               stays installable
        npm:a    1.1.0    nothing: it is withdrawn already        stays installable
        npm:c    1.0.0    nothing from here                       stays as it is
        npm:d    1.0.0    nothing: the registry does not have it
        delete the tag d-v1.0.0: no registry has a trace of it
        keep the tag v1: the number stays taken
        """.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData(WithdrawalState.Pending, false, false)]
    [InlineData(WithdrawalState.Withdrawn, false, false)]
    [InlineData(WithdrawalState.Manual, false, false)]
    [InlineData(WithdrawalState.Absent, false, true)]
    [InlineData(WithdrawalState.Pending, true, true)]
    public void ATagIsDeletedOnlyWhereItsNumberIsFreeOrWhenToldSo(WithdrawalState state, bool evenTaken, bool expected) =>
        TagRemoval.Decide([Of("a", "1.0.0", state, Deprecate)], _ => false, evenTaken).ShouldHaveSingleItem().IsRemoved.ShouldBe(expected);

    [Fact]
    public void ASharedTagStaysAsLongAsOneOfItsVersionsIsKnown()
    {
        var tags = TagRemoval.Decide(
            [Of("a", "1.0.0", WithdrawalState.Absent, Deprecate, "v1.0.0"), Of("b", "1.0.0", WithdrawalState.Pending, Deprecate, "v1.0.0"), Of("c", "9.0.0", WithdrawalState.Absent, Deprecate, "c-v9")],
            id => id.Name == "c", evenTaken: false);
        tags.Select(t => (t.Tag, t.IsRemoved)).ShouldBe([("c-v9", true), ("v1.0.0", false)]);
        tags[0].Reason.ShouldBe("nothing was uploaded for it");
    }

    [Fact]
    public void APlanWithoutAnythingPendingIsEmpty()
    {
        new WithdrawalPlan([Of("a", "1.0.0", WithdrawalState.Manual, Nothing)], [new TagRemoval("v1", false, "")]).IsEmpty.ShouldBeTrue();
        new WithdrawalPlan([Of("a", "1.0.0", WithdrawalState.Pending, Deprecate)], []).IsEmpty.ShouldBeFalse();
        new WithdrawalPlan([], [new TagRemoval("v1", true, "")]).IsEmpty.ShouldBeFalse();
    }

    private static Withdrawal Of(string name, string version, WithdrawalState state, WithdrawalCapability capability, string? tag = null) =>
        new(new PackageId("npm", name), version, tag ?? $"{name}-v{version}", state, capability);

    private static Workspace Workspace(string names, params string[] edges) =>
        new([.. names.Select(n => Package(n.ToString()) with { Dependencies = [.. edges.Where(e => e[0] == n).Distinct().Order().Select(e => Edge(e[1].ToString()))] })]);

    private static Package Package(string name) => new() { Id = new PackageId("npm", name), Directory = default, Manifest = default };

    private static Dependency Edge(string name, DependencyKind kind = DependencyKind.Runtime, DependencySource source = DependencySource.Workspace) =>
        new(new PackageId("npm", name), "^1.0.0", kind, source, default);

    private static PackageId Id(char name) => new("npm", name.ToString());

    private static ImmutableHashSet<PackageId> Ids(string names) => [.. names.Select(Id)];
}
