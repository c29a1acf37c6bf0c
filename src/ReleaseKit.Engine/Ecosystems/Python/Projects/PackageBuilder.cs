using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Setup;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Makes packages, with their edges to each other, of the projects that were found.</summary>
internal sealed class PackageBuilder(string ecosystem, IFileSystem files, IVersionScheme versions, IReadOnlyDictionary<PackageId, string> upstream)
{
    private const string ValidName = "use ASCII letters, digits, '.', '_' and '-', and begin and end with a letter or digit.";

    private sealed record Entry(ProjectMember Member, string Name, VersionDeclaration Version, List<DeclaredRequirement> Requirements);

    /// <summary>What is wrong with the projects' values.</summary>
    public List<Diagnostic> Problems { get; } = [];

    /// <summary>The folders of the uv workspaces that packages are members of.</summary>
    public Dictionary<PackageId, RelativePath> Workspaces { get; } = [];

    public ImmutableArray<Package> Build(IReadOnlyList<ProjectMember> members)
    {
        var reader = new VersionReader(files, versions);
        var entries = new List<Entry>(members.Count);
        foreach (var member in members)
        {
            if (member.Setup is null && NameOf(member.Manifest) is { } name)
            {
                entries.Add(new Entry(member, name, reader.Read(member.Manifest), [.. RequirementReader.Read(member.Manifest), .. DynamicRequirements.Read(member.Manifest, files)]));
            }
        }

        AddSetups(members, entries);

        foreach (var entry in entries.Where(e => e.Member.Tree is not null))
        {
            Workspaces.TryAdd(new PackageId(ecosystem, entry.Name), entry.Member.Tree!.Directory);
        }

        var byName = entries.ToLookup(e => e.Name, StringComparer.Ordinal);
        var packages = entries.Select(e => ToPackage(e, byName)).ToImmutableArray();
        Problems.AddRange(members.SelectMany(m => m.Problems));
        return packages;
    }

    /// <summary>
    /// Projects of <c>setup.cfg</c> and <c>setup.py</c>. One whose name only running it tells is shown under its folder's, when that is
    /// free: it is not published, and should not go unseen.
    /// </summary>
    private void AddSetups(IReadOnlyList<ProjectMember> members, List<Entry> entries)
    {
        var reader = new SetupVersionReader(files, versions);
        foreach (var member in members.Where(m => m.Setup is not null).OrderBy(m => m.Setup!.Name is null))
        {
            var setup = member.Setup!;
            string name;
            if (setup.Name is var (file, text))
            {
                name = DistributionName.Normalize(text.Value);
                if (!DistributionName.IsValid(text.Value))
                {
                    file.Report(text.Span, $"'{text.Shown}' is not a package name; {ValidName}");
                    continue;
                }
            }
            else
            {
                name = member.Directory.IsRoot ? "unnamed" : DistributionName.Normalize(member.Directory.FileName);
                if (setup.Problems.Any() || !DistributionName.IsValid(name) || entries.Exists(e => e.Name == name))
                {
                    continue;
                }
            }

            entries.Add(new Entry(member, name, reader.Read(setup, member.Manifest), [.. setup.Requirements(files), .. RequirementReader.Read(member.Manifest)]));
        }
    }

    private static string? NameOf(PyProject manifest)
    {
        var table = manifest.Project ?? manifest.Poetry;
        if (manifest.StringOf(table, "name") is not { } name)
        {
            if (table is not null && table["name"] is null)
            {
                manifest.Report(table, $"{manifest.Path}: the project has no 'name'.");
            }

            return null;
        }

        if (DistributionName.IsValid(name.Value))
        {
            return DistributionName.Normalize(name.Value);
        }

        manifest.Report(name, $"{manifest.Path}: '{name.Value}' is not a package name; {ValidName}");
        return null;
    }

    private Package ToPackage(Entry entry, ILookup<string, Entry> byName)
    {
        var manifest = entry.Member.Manifest;
        var reason = entry.Member.Setup?.ReasonAgainst() ?? Publishability.ReasonAgainst(manifest, entry.Version, entry.Member.Tree is not null) ?? entry.Member.Setup?.ReasonNotBuilt(files);
        return new Package
        {
            Id = new PackageId(ecosystem, entry.Name),
            Directory = manifest.Directory,
            Manifest = entry.Member.Path,
            Version = entry.Version.Version,
            VersionFile = entry.Version.File,
            VersionLocation = entry.Version.Location,
            Tagging = entry.Version.IsTagged ? new TagVersioning(Format: null, Floor: null) : null,
            Publishable = reason is null,
            NotPublishableReason = reason,
            Registry = Publishability.RegistryOf(manifest),
            Dependencies = Edges(entry, byName),
        };
    }

    private ImmutableArray<Dependency> Edges(Entry entry, ILookup<string, Entry> byName)
    {
        var edges = new Dictionary<(PackageId, DependencyKind, string, string), Dependency>();
        foreach (var requirement in entry.Requirements.Where(r => r.Name != entry.Name))
        {
            var target = byName[requirement.Name].FirstOrDefault();
            var id = new PackageId(ecosystem, requirement.Name);
            if (target is null && (requirement.IsDirect || requirement.LocalPath is not null || !upstream.ContainsKey(id)))
            {
                continue;
            }

            var source = target is null ? DependencySource.Registry : EdgeSource.Of(entry.Member, requirement, target.Member, target.Version, versions);

            // An extra may repeat what another one says; to everybody else that is one edge.
            edges.TryAdd(
                (id, requirement.Kind, requirement.Range, requirement.Source.Path),
                new Dependency(id, requirement.Range, requirement.Kind, source, RelativePath.Parse(requirement.Source.Path), requirement.Source.Locate(requirement.Span)));
        }

        return [.. edges.Values.OrderBy(e => e.Id).ThenBy(e => e.Kind).ThenBy(e => e.Range, StringComparer.Ordinal)];
    }
}
