using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>What every <see cref="IWorkspaceAdapter"/> keeps: it finds what is there, edits what it is told to, and writes nothing.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
public abstract class WorkspaceContract<TFixture> : IDisposable
    where TFixture : EcosystemFixture, new()
{
    private const string NewVersion = "1.1.0";
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);
    private readonly ContractTree _tree;
    private readonly EcosystemAdapter _adapter;

    /// <summary>The contract over a copy of the sample.</summary>
    protected WorkspaceContract()
    {
        var environment = new ProcessEnvironment();
        _tree = new ContractTree(Fixture);
        _adapter = Fixture.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, TimeProvider.System));
    }

    private static TFixture Fixture { get; } = new();

    /// <summary>What can be edited in the ecosystem's manifests: versions, unless tags alone hold them, and ranges.</summary>
    [SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Rows of a theory belong to the class of the test.")]
    public static TheoryData<string> Values => Fixture.ManifestHoldsVersion ? ["version", "range"] : ["range"];

    /// <summary>Each of them in each style that the ecosystem's manifests can have.</summary>
    [SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Rows of a theory belong to the class of the test.")]
    public static TheoryData<string, string> Styled =>
        [.. Values.SelectMany(value => Fixture.Styles.Select(style => new TheoryDataRow<string, string>(value.Data, style)))];

    private Package Base(Workspace workspace) => workspace.Find(new PackageId(_adapter.Id, Fixture.Base)).ShouldNotBeNull();

    private Package Top(Workspace workspace) => workspace.Find(new PackageId(_adapter.Id, Fixture.Top)).ShouldNotBeNull();

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public void TheAdapterBearsItsId() => _adapter.Id.ShouldBe(Fixture.Id);

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task TheMembersAreFoundAndNothingElse()
    {
        var before = _tree.Snapshot();
        var workspace = await _tree.DiscoverAsync(_adapter);
        workspace.Packages.Select(p => p.Id.ToString()).ShouldBe([$"{Fixture.Id}:{Fixture.Base}", $"{Fixture.Id}:{Fixture.Top}"]);
        foreach (var (package, manifest) in new[] { (Base(workspace), Fixture.BaseManifest), (Top(workspace), Fixture.TopManifest) })
        {
            package.Manifest.Value.ShouldBe(manifest);
            package.Directory.ShouldBe(package.Manifest.Parent);
            package.Publishable.ShouldBeTrue(package.NotPublishableReason);
            package.Version.ShouldBe(Fixture.ManifestHoldsVersion ? "1.0.0" : package.Version);
        }

        _tree.Snapshot().ShouldBe(before);
    }

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task EveryEdgeHasItsKindSourceAndRange() =>
        (await _tree.DiscoverAsync(_adapter)).Packages
            .SelectMany(p => p.Dependencies.Select(d => $"{p.Name} -> {d.Id.Name} {d.Kind} {d.Source} '{d.Range}'")).Order(StringComparer.Ordinal)
            .ShouldBe(Fixture.Edges);

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task EveryEdgeHasItsPlace()
    {
        foreach (var edge in (await _tree.DiscoverAsync(_adapter)).Packages.SelectMany(p => p.Dependencies))
        {
            var place = edge.Location.ShouldNotBeNull();
            place.File.ShouldBe(edge.DeclaredIn.Value);
            place.Line.ShouldBeInRange(1, _tree.Read(place.File).Split('\n').Length);
        }
    }

    [Theory]
    [MemberData(nameof(Styled))]
    [Facet(Facet.Edit, NeedsClient = false)]
    public async Task AValueIsReplacedAndNothingElse(string value, string style)
    {
        Restyle(style);
        var (from, to, change) = await ChangeAsync(value);
        Check(change, from, to);
    }

    [Fact]
    [Facet(Facet.Edit, NeedsClient = false)]
    public async Task WhatIsThereAlreadyNeedsNoEdit()
    {
        var package = Top(await _tree.DiscoverAsync(_adapter));
        var edge = RuntimeEdge(package);
        Edits(new RangeChange(edge.DeclaredIn, package.Id, edge.Id, edge.Kind, edge.Range, edge.Range)).ShouldBeEmpty();
        _adapter.Workspace.Edit(_tree.Source(Fixture.TopManifest), []).ShouldBeEmpty();
        if (Fixture.ManifestHoldsVersion)
        {
            Edits(new VersionChange(package.VersionFile, package.Id, "1.0.0", "1.0.0")).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    [Facet(Facet.Edit, NeedsClient = false)]
    public async Task AValueThatThePlanDidNotSeeIsRefused(string value)
    {
        var (from, _, change) = await ChangeAsync(value);
        var refusal = Coded.Throws(ManifestCodes.Changed, () => Edits(change with { From = Other(from, "7.0.0"), To = Other(from, "8.0.0") }));
        refusal.Location!.File.ShouldBe(change.File.Value);

        string Other(string text, string version) => value == "version" ? version : _adapter.Versions.MoveRange(text, version);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tree.Dispose();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Dependency RuntimeEdge(Package package) =>
        package.Dependencies.First(d => d.Kind == DependencyKind.Runtime && d.Id.Name == Fixture.Base && d.Range.Contains("1.0.0", StringComparison.Ordinal));

    /// <summary>A value of the sample, what it becomes, and the change that does it.</summary>
    private async Task<(string From, string To, ManifestChange Change)> ChangeAsync(string value)
    {
        var workspace = await _tree.DiscoverAsync(_adapter);
        if (value == "version")
        {
            var package = Base(workspace);
            return ("1.0.0", NewVersion, new VersionChange(package.VersionFile, package.Id, "1.0.0", NewVersion));
        }

        var edge = RuntimeEdge(Top(workspace));
        var moved = _adapter.Versions.MoveRange(edge.Range, NewVersion);
        return (edge.Range, moved, new RangeChange(edge.DeclaredIn, Top(workspace).Id, edge.Id, edge.Kind, edge.Range, moved));
    }

    private ImmutableArray<TextEdit> Edits(ManifestChange change) => _adapter.Workspace.Edit(_tree.Source(change.File.Value), [change]);

    /// <summary>The texts before and after differ in one place only, by the value; a second time there is nothing to do.</summary>
    private void Check(ManifestChange change, string from, string to)
    {
        var source = _tree.Source(change.File.Value);
        var edit = Edits(change).ShouldHaveSingleItem();
        var written = source.Text.Substring(edit.Span.Start, edit.Span.Length);
        written.ShouldContain(from);
        edit.Replacement.ShouldBe(written.Replace(from, to, StringComparison.Ordinal));
        written.Length.ShouldBeLessThanOrEqualTo(from.Length + Fixture.Base.Length + 4);
        var after = source.With([edit]);
        _adapter.Workspace.Edit(after, [change]).ShouldBeEmpty();
        after.Text.ShouldBe(source.Text[..edit.Span.Start] + edit.Replacement + source.Text[edit.Span.End..]);
    }

    private void Restyle(string style)
    {
        foreach (var manifest in new[] { Fixture.BaseManifest, Fixture.TopManifest })
        {
            var text = _tree.Read(manifest);
            _tree.Write(manifest, style switch
            {
                "windows" => text.ReplaceLineEndings("\r\n"),
                "mark" => "\uFEFF" + text,
                "tabs" => text.Replace("\n  ", "\n\t", StringComparison.Ordinal).Replace("\t  ", "\t\t", StringComparison.Ordinal),
                "no end" => text.TrimEnd(),
                "comments" => string.Join('\n', text.Split('\n').Select((line, i) =>
                    (i == 0 ? Fixture.Comment("it was 1.0.0 and 0.9.0") + "\n" : "") + line +
                    (line.Contains("1.0.0", StringComparison.Ordinal) ? " " + Fixture.Comment("1.0.0 since then") : ""))),
                _ => text,
            });
        }
    }
}
