using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Dart.Discovery;

/// <summary>
/// Reads the edges to other members. Members of one workspace get each other whatever repository a constraint names; elsewhere a
/// path, in the entry or in an override, means the member in that folder, and the repository's package of that name is meant without.
/// </summary>
internal sealed class EdgeReader(ILookup<string, PubMember> byName, IFileSystem files, IReadOnlySet<RelativePath> listed, IReadOnlyDictionary<PackageId, string> upstream)
{
    private const string OverridesFile = "pubspec_overrides.yaml";

    public ImmutableArray<Dependency> Of(PubMember member, string name)
    {
        var overrides = OverridesOf(member).ToLookup(o => o.Name, o => o.Directory, StringComparer.Ordinal);
        var edges = new List<Dependency>();
        foreach (var declared in Dependencies.Of(member.Manifest))
        {
            if (declared.Name == name || declared.Origin == DependencyOrigin.Sdk || Target(member, declared, overrides) is not { } source)
            {
                continue;
            }

            edges.Add(new Dependency(
                new PackageId(DartEcosystem.Id, declared.Name), declared.PathMarker ?? declared.Range, declared.Kind, source, member.Manifest.Path, member.Manifest.Source.Locate(declared.Span)));
        }

        return [.. edges.OrderBy(e => e.Id).ThenBy(e => e.Kind)];
    }

    /// <summary>Where the dependency comes from; null when no member has its name.</summary>
    private DependencySource? Target(PubMember member, DeclaredDependency declared, ILookup<string, RelativePath> overrides)
    {
        var candidates = byName[declared.Name].ToArray();
        if (candidates.Length == 0)
        {
            return declared.Origin == DependencyOrigin.Hosted && upstream.ContainsKey(new PackageId(DartEcosystem.Id, declared.Name)) ? DependencySource.Registry : null;
        }

        var isLocal = declared.Origin switch
        {
            DependencyOrigin.Path => member.Directory.TryCombine(declared.LocalPath!, out var folder) && Array.Exists(candidates, c => c.Directory == folder),
            DependencyOrigin.Hosted => Array.Exists(candidates, c => (member.Root is not null && c.Root == member.Root) || overrides[declared.Name].Contains(c.Directory)),
            _ => overrides[declared.Name].Any(folder => Array.Exists(candidates, c => c.Directory == folder)),
        };
        return isLocal ? DependencySource.Workspace : DependencySource.Registry;
    }

    private IEnumerable<(string Name, RelativePath Directory)> OverridesOf(PubMember member)
    {
        var beside = member.Directory.Combine(OverridesFile);
        PubspecManifest[] sources = listed.Contains(beside) && files.FileExists(beside)
            ? [member.Manifest, PubspecManifest.Parse(beside, SourceText.Decode(beside.Value, files.Read(beside)))]
            : [member.Manifest];
        foreach (var declared in sources.SelectMany(Dependencies.OverridesOf))
        {
            if (declared.LocalPath is { } path && member.Directory.TryCombine(path, out var directory))
            {
                yield return (declared.Name, directory);
            }
        }
    }
}
