using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Graph;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.Graph;

public sealed class DependencyGraphTests
{
    /// <summary>Edges among nine packages named by digits; "12" means 1 needs 2.</summary>
    private static readonly Gen<List<string>> Edges = Gen.Elements(Enumerable.Range(0, 81).Select(i => $"{i / 9}{i % 9}").ToArray()).ListOf();

    [Fact]
    public void LayersHoldDependenciesFirstAndOrdinalOrderInside() =>
        Written(Graph("abcde", "ba", "cb", "da", "ec", "ed").Layers()).ShouldBe("a|bd|c|e");

    [Fact]
    public void PackagesWithoutEdgesAreTheFirstLayer() => Written(Graph("cab").Layers()).ShouldBe("abc");

    [Fact]
    public void AnEmptyGraphHasNoLayers() => Graph("").Layers().ShouldBeEmpty();

    [Fact]
    public void RepeatedEdgesAndNodesAreOne()
    {
        var graph = Graph("aab", "ba", "ba");
        Written(graph.Layers()).ShouldBe("a|b");
        Written(graph.DependenciesOf(Id('b'))).ShouldBe("a");
        Written(graph.DependentsOf(Id('a'))).ShouldBe("b");
    }

    [Fact]
    public void AnEdgeToAnUnknownPackageIsADefect() => Should.Throw<ArgumentException>(() => Graph("a", "ab"));

    [Fact]
    public void DependentsAreFoundHoweverFarUp()
    {
        var graph = Graph("abcdef", "ba", "cb", "dc", "fe");
        Written(graph.TransitiveDependentsOf([Id('a')])).ShouldBe("bcd");
        Written(graph.TransitiveDependentsOf([Id('b'), Id('e')])).ShouldBe("cdf");
        graph.TransitiveDependentsOf([Id('d')]).ShouldBeEmpty();
    }

    [Fact]
    public void DependentsOfACycleDoNotIncludeWhereTheyStarted() =>
        Written(Graph("abc", "ab", "ba", "cb").TransitiveDependentsOf([Id('a')])).ShouldBe("bc");

    [Fact]
    public void ThePathIsTheShortestChainOfDependencies()
    {
        var graph = Graph("abcde", "ab", "bc", "cd", "ae", "ed");
        Written(graph.FindPath(Id('a'), Id('d'))).ShouldBe("aed");
        Written(graph.FindPath(Id('a'), Id('a'))).ShouldBe("a");
        graph.FindPath(Id('d'), Id('a')).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ab bc", "")]
    [InlineData("aa", "a")]
    [InlineData("cb ba ac", "acb")]
    [InlineData("ab bc ca bd db", "bd")]
    [InlineData("ea ab ba cd dc", "ab")]
    [InlineData("ab bc ca cb", "bc")]
    public void TheShortestCycleIsFound(string edges, string cycle) =>
        Written(Graph("abcde", edges.Split(' ')).FindCycle()).ShouldBe(cycle);

    [Fact]
    public void ACycleIsRefusedWithItsChainAndPlace()
    {
        var graph = new DependencyGraph(
            [Id('a'), Id('b')], [new(Id('b'), Id('a')), new(Id('a'), Id('b'), new SourceLocation("a/package.json", 7, 3))]);
        var error = Should.Throw<ReleaseException>(() => graph.Layers()).Diagnostics.ShouldHaveSingleItem();
        error.Code.ShouldBe("RK-GRAPH-CYCLE");
        error.Message.ShouldContain("npm:a -> npm:b -> npm:a");
        error.Location.ShouldBe(new SourceLocation("a/package.json", 7, 3));
        Should.Throw<ReleaseException>(() => graph.TopologicalOrder());
    }

    [Fact]
    public void LayersRespectEveryEdgeAndAreAsEarlyAsPossible() => Prop.ForAll(Edges.ToArbitrary(), edges =>
    {
        // Smaller needs larger, so that there is no cycle.
        var graph = Graph("012345678", [.. edges.Where(e => e[0] < e[1])]);
        var layerOf = graph.Layers().SelectMany((layer, i) => layer.Select(id => (id, i))).ToDictionary(p => p.id, p => p.i);
        return layerOf.Count == 9 && graph.FindCycle().IsEmpty && graph.Nodes.All(n => layerOf[n] == graph.DependenciesOf(n).Select(d => layerOf[d] + 1).DefaultIfEmpty(0).Max());
    }).ShouldHold();

    [Fact]
    public void TheOrderOfInputDoesNotMatter() => Prop.ForAll(Edges.ToArbitrary(), edges =>
    {
        var forward = Graph("012345678", [.. edges]);
        var backward = Graph("876543210", [.. Enumerable.Reverse(edges)]);
        return forward.FindCycle().SequenceEqual(backward.FindCycle()) &&
            (!forward.FindCycle().IsEmpty || forward.TopologicalOrder().SequenceEqual(backward.TopologicalOrder()));
    }).ShouldHold();

    [Fact]
    public void TheCycleFoundIsOneAndNoneIsShorter() => Prop.ForAll(Edges.ToArbitrary(), edges =>
    {
        var graph = Graph("012345678", [.. edges]);
        var cycle = graph.FindCycle();
        var shortest = graph.Nodes.SelectMany(n => graph.DependenciesOf(n).Select(d => graph.FindPath(d, n).Length)).Where(l => l > 0).DefaultIfEmpty(0).Min();
        return cycle.Length == shortest && cycle.Select((id, i) => graph.DependenciesOf(id).Contains(cycle[(i + 1) % cycle.Length])).All(b => b) &&
            (cycle.IsEmpty || cycle[0] == cycle.Min());
    }).ShouldHold();

    [Fact]
    public void AChainOfAHundredThousandPackagesIsOrdered()
    {
        var ids = Enumerable.Range(0, 100_000).Select(i => new PackageId("npm", $"p{i:d6}")).ToArray();
        var chain = ids.Skip(1).Select((id, i) => new DependencyEdge(id, ids[i])).ToArray();
        var graph = new DependencyGraph(ids, chain);
        graph.TopologicalOrder().SequenceEqual(ids).ShouldBeTrue();
        graph.TransitiveDependentsOf([ids[0]]).Length.ShouldBe(99_999);
        graph.FindPath(ids[^1], ids[0]).Length.ShouldBe(100_000);
        new DependencyGraph(ids, chain.Append(new DependencyEdge(ids[0], ids[^1]))).FindCycle().Length.ShouldBe(100_000);
    }

    private static DependencyGraph Graph(string nodes, params string[] edges) =>
        new(nodes.Select(Id), edges.Select(e => new DependencyEdge(Id(e[0]), Id(e[1]))));

    private static PackageId Id(char name) => new("npm", name.ToString());

    private static string Written(ImmutableArray<PackageId> ids) => string.Concat(ids.Select(i => i.Name));

    private static string Written(ImmutableArray<ImmutableArray<PackageId>> layers) => string.Join('|', layers.Select(Written));
}
