using System.Collections.Immutable;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

/// <summary>Builds plan requests in few words. Packages are npm ones unless their name has an ecosystem.</summary>
internal sealed class PlanBuilder
{
    public static readonly string Base = new('b', 40);
    private readonly Dictionary<PackageId, Package> _packages = [];
    private readonly Dictionary<PackageId, PackageHistory> _histories = [];
    private readonly List<ChangeFile> _changeFiles = [];
    private int _commits;

    public PlanPolicy Policy { get; set; } = new() { Tag = (package, version) => $"{package.Name}-v{version}" };

    public ImmutableHashSet<string> Tags { get; set; } = [];

    public string Date { get; set; } = "2026-03-01";

    public static PackageId Id(string name) => name.Contains(':', StringComparison.Ordinal) ? PackageId.Parse(name) : new PackageId("npm", name);

    public static IVersionScheme Scheme(string ecosystem) => ecosystem == "python" ? new Pep440VersionScheme() : new SemanticVersionScheme();

    /// <summary>A package whose newest tag names the version of its manifest; <paramref name="tagged"/> says otherwise, "" that there is none.</summary>
    public PlanBuilder Package(string name, string? version = "1.0.0", string? tagged = null, Func<Package, Package>? with = null)
    {
        var id = Id(name);
        var directory = RelativePath.Parse(id.Ecosystem == "npm" ? id.Name : $"{id.Ecosystem}/{id.Name}");
        var manifest = directory.Combine("manifest");
        var package = new Package
        {
            Id = id,
            Directory = directory,
            Manifest = manifest,
            Version = version,
            VersionFile = manifest,
            VersionLocation = new SourceLocation(manifest.Value, 3, 14),
        };
        _packages.Add(id, with is null ? package : with(package));
        var released = tagged ?? version;
        _histories.Add(id, new PackageHistory(id, string.IsNullOrEmpty(released) ? null : new Baseline($"{id.Name}-v{released}", released, new string('0', 40)), []));
        return this;
    }

    public PlanBuilder Private(string name, string? version = "1.0.0") =>
        Package(name, version, with: p => p with { Publishable = false, NotPublishableReason = "private" });

    /// <summary>A package whose version is written in a file of several.</summary>
    public PlanBuilder Sharing(string name, string version, string? tagged = null) => Package(name, version, tagged, p => p with
    {
        VersionFile = RelativePath.Parse("Directory.Build.props"),
        VersionLocation = new SourceLocation("Directory.Build.props", 3, 14),
    });

    public PlanBuilder Edge(
        string from, string to, string range = "^1.0.0", DependencyKind kind = DependencyKind.Runtime, DependencySource source = DependencySource.Workspace, bool mayCircle = false)
    {
        var package = _packages[Id(from)];
        var location = new SourceLocation(package.Manifest.Value, 10 + package.Dependencies.Length, 5);
        _packages[package.Id] = package with { Dependencies = package.Dependencies.Add(new Dependency(Id(to), range, kind, source, package.Manifest, location) { MayCircle = mayCircle }) };
        return this;
    }

    /// <summary>A newer commit that touches the packages.</summary>
    public PlanBuilder Commit(string message, params string[] packages)
    {
        var id = (++_commits).ToString("d40");
        var commit = CommitParser.Parse(message);
        foreach (var package in packages.Select(Id))
        {
            var history = _histories[package];
            var added = new HistoryCommit(id, commit.Subject, commit.Changes);
            _histories[package] = history with { Commits = history.Commits.Insert(0, added), SinceLatest = history.SinceLatest.Insert(0, added) };
        }

        return this;
    }

    /// <summary>A prerelease of the package with everything until now; its manifest says the same unless that is said otherwise.</summary>
    public PlanBuilder Prerelease(string name, string version, string? written = null)
    {
        var history = _histories[Id(name)];
        _histories[Id(name)] = history with
        {
            Latest = new Baseline($"{Id(name).Name}-v{version}", version, new string('1', 40)),
            SinceLatest = [],
            Versions = history.Versions.Add(version),
            SeenChangeFiles = [.. _changeFiles.Select(file => file.Path)],
        };
        _packages[Id(name)] = _packages[Id(name)] with { Version = written ?? version };
        return this;
    }

    /// <summary>Does what a plan says: manifests and tags have the versions, and changes are part of them.</summary>
    public PlanBuilder Release(ReleasePlan plan)
    {
        foreach (var release in plan.Releases)
        {
            var (package, history) = (_packages[release.Id], _histories[release.Id]);
            var baseline = new Baseline(release.Tag, release.To, new string('1', 40));
            var isStable = !Scheme(package.Ecosystem).IsPrerelease(release.To);
            _packages[package.Id] = package with { Version = release.To };
            _histories[package.Id] = history with
            {
                Baseline = isStable ? baseline : history.Baseline,
                Latest = isStable ? null : baseline,
                Commits = isStable ? [] : history.Commits,
                SinceLatest = [],
                Versions = history.Versions.Add(release.To),
                SeenChangeFiles = [.. _changeFiles.Select(file => file.Path)],
            };
        }

        foreach (var change in plan.Releases.SelectMany(r => r.Edits).Concat(plan.OtherEdits).OfType<RangeChange>())
        {
            var package = _packages[change.Package];
            _packages[change.Package] = package with
            {
                Dependencies = [.. package.Dependencies.Select(d => d.Id == change.Dependency && d.Kind == change.Kind && d.Range == change.From ? d with { Range = change.To } : d)],
            };
        }

        _changeFiles.RemoveAll(file => plan.UsedChangeFiles.Contains(file.Path));
        Tags = Tags.Union(plan.Releases.Select(r => r.Tag));
        return this;
    }

    /// <summary>A channel; empty for none.</summary>
    public PlanBuilder On(string channel) => With(policy => policy with { Channel = Channel.TryParse(channel, out var parsed) ? parsed : null });

    /// <summary>A change file; each change is <c>name: level</c>, and the text belongs to all of them.</summary>
    /// <param name="file">Its name, without folder and extension.</param>
    /// <param name="text">What it tells users.</param>
    /// <param name="changes">What it declares.</param>
    public PlanBuilder Declares(string file, string text, params string[] changes)
    {
        var path = RelativePath.Parse($".changeset/{file}.md");
        _changeFiles.Add(new ChangeFile(path, [.. changes.Select((change, line) => Declared(change, text, new SourceLocation(path.Value, 2 + line, 2)))]));
        return this;
    }

    /// <summary>The newest change file was added by the newest commit.</summary>
    public PlanBuilder AddedByNewestCommit()
    {
        _changeFiles[^1] = _changeFiles[^1] with { Commit = _commits.ToString("d40"), Authors = ["Ada"] };
        return this;
    }

    public PlanBuilder Group(string label, GroupVersioning versioning, params string[] packages)
    {
        Policy = Policy with { Groups = Policy.Groups.Add(new VersionGroup(label, versioning, [.. packages.Select(Id)])) };
        return this;
    }

    public PlanBuilder With(Func<PlanPolicy, PlanPolicy> change)
    {
        Policy = change(Policy);
        return this;
    }

    public PlanBuilder Semantics(ReleaseSemantics semantics)
    {
        var preset = SemanticsPreset.Of(semantics);
        Policy = Policy with { Propagation = preset.Propagation, Rewrite = preset.Rewrite, MajorOnZero = preset.MajorOnZero };
        return this;
    }

    private static DeclaredChange Declared(string change, string text, SourceLocation location)
    {
        var colon = change.LastIndexOf(':');
        return new DeclaredChange(change[..colon], Enum.Parse<BumpLevel>(change[(colon + 1)..].Trim(), ignoreCase: true), text, null, location);
    }

    public PlanRequest Request() => new()
    {
        Workspace = new Workspace([.. _packages.Values]),
        Histories = _histories,
        Policy = Policy,
        Schemes = Scheme,
        ChangeFiles = [.. _changeFiles],
        ExistingTags = Tags,
        Base = Base,
        Date = Date,
    };

    public ReleasePlan Plan() => ReleasePlanner.Plan(Request());

    public IReadOnlyList<Diagnostic> Problems() => Should.Throw<ReleaseException>(() => Plan()).Diagnostics;
}

internal static class PlanAssertions
{
    /// <summary>Every release as <c>name from → to (bump)</c>.</summary>
    public static string[] Summary(this ReleasePlan plan) => [.. plan.Releases.Select(r => r.Summary())];

    /// <summary>The release as <c>name from → to (bump)</c>.</summary>
    public static string Summary(this PlannedRelease release) => $"{release.Id.Name} {release.From ?? "-"} → {release.To} ({release.Bump})".ToLowerInvariant();

    public static PlannedRelease Of(this ReleasePlan plan, string name) => plan.Find(PlanBuilder.Id(name)).ShouldNotBeNull();

    public static string WhySkipped(this ReleasePlan plan, string name) => plan.Skipped.Single(s => s.Id == PlanBuilder.Id(name)).Why;

    /// <summary>The layers, as names.</summary>
    public static string Layers(this ReleasePlan plan) => string.Join(" | ", plan.Order.Select(layer => string.Join(" ", layer.Select(id => id.Name))));
}
