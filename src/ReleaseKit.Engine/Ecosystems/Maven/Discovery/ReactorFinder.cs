using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>
/// Finds the projects of every reactor: from the poms that have no other pom in a folder around them, along <c>modules</c>. What
/// lies below such a pom and is no module, such as test data and archetypes, is none.
/// </summary>
internal sealed class ReactorFinder(DiscoveryRequest request, PomLoader loader)
{
    private static readonly string[] PartsOfProjects = ["src/test", "src/it", "src/main/resources", "archetype-resources", "target", "node_modules", "testdata", "test-data"];
    private readonly SortedDictionary<RelativePath, Pom> _found = [];

    /// <summary>The modules that are named and not there, with the pom that names them.</summary>
    public List<(PomFile File, XmlElementSyntax Module)> Missing { get; } = [];

    /// <summary>The projects, by path.</summary>
    public IReadOnlyList<Pom> Find()
    {
        var roots = FindRoots();
        Walk(roots);
        loader.Relink([.. _found.Values]);
        _found.Clear();
        Missing.Clear();
        Walk(roots);
        return [.. _found.Values];
    }

    private void Walk(IEnumerable<RelativePath> roots)
    {
        foreach (var root in roots)
        {
            loader.UserProperties = UserProperties.Of(request.Files, root.Parent);
            Add(root);
        }
    }

    private RelativePath[] FindRoots()
    {
        var poms = request.Listing.Where(p => p.FileName == PomFile.FileName && p.IsWithin(request.Root) && !request.Excluded(p.Parent) && !IsPartOfProject(p)).ToArray();
        var folders = poms.Select(p => p.Parent).ToHashSet();
        return [.. poms.Where(p => !HasPomAround(p.Parent, folders)).Order()];
    }

    private bool HasPomAround(RelativePath folder, HashSet<RelativePath> folders)
    {
        while (folder != request.Root && !folder.IsRoot)
        {
            folder = folder.Parent;
            if (folders.Contains(folder))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(RelativePath path)
    {
        if (_found.ContainsKey(path) || request.Excluded(path.Parent) || loader.Load(path) is not { } pom)
        {
            return;
        }

        _found.Add(path, pom);
        foreach (var module in ModulesOf(pom))
        {
            if (PathOf(pom, module) is { } member)
            {
                Add(member);
            }
            else
            {
                Missing.Add((pom.File, module));
            }
        }
    }

    private static IEnumerable<XmlElementSyntax> ModulesOf(Pom pom) => pom.Layers.Reverse()
        .SelectMany(layer => PomFile.ItemsOf(layer, "modules", "module").Concat(PomFile.ItemsOf(layer, "subprojects", "subproject")))
        .Where(module => PomFile.TextOf(module) is not null);

    /// <summary>The pom of a module, which may name the folder or the pom itself; null when there is none.</summary>
    private RelativePath? PathOf(Pom pom, XmlElementSyntax module)
    {
        if (!pom.File.Directory.TryCombine(pom.Interpolate(module.Text.Trim())!, out var path))
        {
            return null;
        }

        var manifest = path.Combine(PomFile.FileName);
        return request.Files.DirectoryExists(path)
            ? request.Files.FileExists(manifest) ? manifest : null
            : request.Files.FileExists(path) ? path : null;
    }

    private static bool IsPartOfProject(RelativePath path) =>
        PartsOfProjects.Any(part => path.Value.StartsWith($"{part}/", StringComparison.Ordinal) || path.Value.Contains($"/{part}/", StringComparison.Ordinal));
}
