using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Gradle.Manifests;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>Makes packages, with their edges to each other, of the projects of builds.</summary>
internal sealed class PackageBuilder(BuildFiles files)
{
    private static readonly MavenVersionScheme Scheme = new();
    private readonly List<(Member Member, IReadOnlyDictionary<GradleProject, ProjectFacts> Facts)> _members = [];
    private readonly Dictionary<GradleProject, Member> _byProject = [];

    /// <summary>What is wrong with files and values.</summary>
    public List<Diagnostic> Problems { get; } = [];

    /// <summary>Adds the projects of a build that are packages.</summary>
    public void Add(GradleBuild build)
    {
        var facts = BuildHost.Read(build, files);
        var properties = new ProjectProperties(build, files, facts);
        foreach (var project in build.Projects.Where(p => files.Request.Excluded(p.Directory) == false && p.Directory.IsWithin(files.Request.Root)))
        {
            if (IsPackage(build, facts[project]))
            {
                var manifest = project.Script ?? project.Ancestors.Select(a => a.Script).LastOrDefault(s => s is not null) ?? build.Settings ?? project.Directory.Combine("build.gradle");
                var member = new Member(facts[project], Coordinates.Of(facts[project], properties), manifest);
                _members.Add((member, facts));
                _byProject[project] = member;
            }
        }

        foreach (var file in new[] { build.Settings, build.Directory.Combine(PropertiesFile.FileName) }.OfType<RelativePath>()
            .Concat(build.Catalogs.Values).Concat(build.Projects.Where(p => !files.Request.Excluded(p.Directory)).SelectMany(p => new[] { p.Script, p.Directory.Combine(PropertiesFile.FileName) }.OfType<RelativePath>())).Distinct())
        {
            // A catalogue that no script of a project asked is a part of the build all the same.
            _ = build.Catalogs.ContainsValue(file) ? files.Catalog(file) : null;
            Problems.AddRange(files.ProblemsOf(file));
        }
    }

    public ImmutableArray<Package> Build()
    {
        Name();
        var byName = _members.Where(m => m.Member.IsNamed).ToLookup(m => m.Member.Name, m => m.Member, StringComparer.Ordinal);
        var locks = new LockFiles(files);
        return [.. _members.Where(m => m.Member.IsValid).Select(m => ToPackage(m.Member, byName, locks))];
    }

    /// <summary>A root that only holds others together is none, and neither is a folder between projects.</summary>
    private bool IsPackage(GradleBuild build, ProjectFacts facts)
    {
        var project = facts.Project;
        if (project.Script is { } script && !files.IsReadable(script))
        {
            return false;
        }

        return project.Parent is null
            ? project.Script is not null && (project.Children.Count == 0 || facts.Publishes || files.IsFolder(project.Directory.Combine("src/main")))
            : (project.IsIncluded || project.Script is not null) && (project.Script is not null || files.IsFolder(project.Directory)) && project.Directory.IsWithin(build.Directory.Parent);
    }

    /// <summary>Coordinates are the names; projects that share them and are not published are known by their path.</summary>
    private void Name()
    {
        foreach (var (member, _) in _members)
        {
            var group = member.Coordinates.Group;
            member.Name = group is null ? member.Coordinates.Artifact.Value : $"{group.Value}:{member.Coordinates.Artifact.Value}";
            member.IsNamed = group is not null;
            member.IsValid = Check(member, group) & Check(member, member.Coordinates.Artifact);
        }

        foreach (var same in _members.Select(m => m.Member).GroupBy(m => m.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).ToArray())
        {
            var first = same.FirstOrDefault(m => m.Facts.Publishes) ?? same.First();
            foreach (var other in same.Where(m => m != first && !m.Facts.Publishes))
            {
                other.Name = $"{(other.Coordinates.Group is { } group ? group.Value + ":" : "")}{(other.Facts.Project.Parent is null ? other.Coordinates.Artifact.Value + "-root" : other.Facts.Project.Path[1..].Replace(':', '/'))}";
                other.IsNamed = false;
            }
        }
    }

    private bool Check(Member member, ScriptText? name)
    {
        if (name is null || Coordinates.IsValid(name.Value) || (!member.Facts.Publishes && IsHarmless(name.Value)))
        {
            return true;
        }

        var problem = ManifestCodes.Invalid.At(
            name.Location ?? new SourceLocation(member.Manifest.Value, 1, 1),
            DisplayText.Line($"{member.Manifest}: '{name.Value}' is no name for a Maven repository; letters, digits, '.', '-' and '_' are, and a letter or digit is the first."));
        if (!Problems.Contains(problem))
        {
            Problems.Add(problem);
        }

        return false;
    }

    /// <summary>Names of projects that go nowhere may hold more.</summary>
    private static bool IsHarmless(string name) => name.Length > 0 && char.IsLetterOrDigit(name[0]) && !name.Contains("..", StringComparison.Ordinal) && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or ' ');

    private Package ToPackage(Member member, ILookup<string, Member> byName, LockFiles locks)
    {
        var version = VersionOf(member);
        var reason = ReasonOf(member, version);
        return new Package
        {
            Id = new PackageId(GradleEcosystem.Id, member.Name),
            Directory = member.Facts.Project.Directory,
            Manifest = member.Manifest,
            Version = version?.Value,
            VersionFile = version?.File ?? member.Manifest,
            VersionLocation = version?.Location,
            OtherLockFiles = member.IsNamed ? locks.Of(member.Name) : [],
            Publishable = reason is null,
            IsPrivate = !member.Facts.Publishes,
            NotPublishableReason = reason,
            Dependencies = EdgesOf(member, byName),
        };
    }

    /// <summary>The version, where it is one and stands in a place in which it can be found again.</summary>
    private static ScriptText? VersionOf(Member member) =>
        member.Coordinates.Version is { Source: { } source } version && Scheme.IsValid(version.Value) && VersionPlaces.Find(source, member.Name, version.Value)?.Start == version.Span.Start ? version : null;

    private static string? ReasonOf(Member member, ScriptText? version) =>
        !member.Facts.Publishes ? "no plugin that publishes to Maven repositories, such as maven-publish, is seen to be applied"
        : member.Coordinates.Group is null ? "it has no group"
        : version is not null ? null
        : member.Coordinates.Version is { } told ? DisplayText.Line(Scheme.IsValid(told.Value) ? $"its version {told.Value} is put together, or stands where it cannot be told from another one" : $"'{told.Value}' is no version")
        : member.Facts.ComputesVersion ? "its version is computed by the build" : "it has no version";

    private ImmutableArray<Dependency> EdgesOf(Member member, ILookup<string, Member> byName)
    {
        var edges = new List<Dependency>();
        foreach (var need in member.Facts.Needs)
        {
            var target = need.Project is { } project ? _byProject.GetValueOrDefault(project) : byName[need.Coordinates].FirstOrDefault();
            if (target is null && need.Project is null && need.Range.Length > 0 && new PackageId(GradleEcosystem.Id, need.Coordinates) is var other && files.Request.Upstream.ContainsKey(other))
            {
                edges.Add(new Dependency(other, need.Range, ConfigurationNames.KindOf(need.Configuration), DependencySource.Registry, need.DeclaredIn, need.Location));
                continue;
            }

            if (target is null || target == member || !target.IsValid || (need.IsConstraint && member.Facts.Publishes && !target.Facts.Publishes))
            {
                continue;
            }

            var isSibling = need.Project is not null || need.IsComputed || IsMeant(need.Range, target.Coordinates.Version?.Value);
            edges.Add(new Dependency(
                new PackageId(GradleEcosystem.Id, target.Name), need.Range, KindOf(need, target), isSibling ? DependencySource.Workspace : DependencySource.Registry, need.DeclaredIn, need.Location));
        }

        return [.. edges.DistinctBy(e => (e.Id, e.Kind, e.Range, e.Source, e.DeclaredIn)).OrderBy(e => e.Id).ThenBy(e => e.Kind)];
    }

    /// <summary>A platform that lists siblings is published after them, so that they cannot wait for it.</summary>
    private DependencyKind KindOf(DeclaredNeed need, Member target) =>
        need.IsPlatform && target.Facts.Needs.Exists(n => n.IsConstraint && n.Project is not null && _byProject.ContainsKey(n.Project))
            ? DependencyKind.Dev
            : ConfigurationNames.KindOf(need.Configuration);

    /// <summary>Coordinates mean the sibling where they accept the version that it has.</summary>
    private static bool IsMeant(string range, string? version) =>
        version is not null && range.Length > 0 && (range == version || (range[0] is '[' or '(' && Scheme.Satisfies(version, range) == true));

    private sealed class Member(ProjectFacts facts, Coordinates coordinates, RelativePath manifest)
    {
        public ProjectFacts Facts => facts;

        public Coordinates Coordinates => coordinates;

        public RelativePath Manifest => manifest;

        public string Name { get; set; } = "";

        public bool IsNamed { get; set; }

        public bool IsValid { get; set; }
    }
}
