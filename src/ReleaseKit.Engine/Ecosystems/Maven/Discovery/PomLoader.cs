using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>Reads poms, each once, with the poms that they inherit from: by <c>relativePath</c>, else any of the workspace that is the parent.</summary>
internal sealed class PomLoader(IFileSystem files)
{
    private readonly Dictionary<RelativePath, PomFile?> _files = [];
    private readonly Dictionary<RelativePath, Pom?> _poms = [];
    private ILookup<string, RelativePath>? _byName;

    /// <summary>Poms that cannot be read.</summary>
    public List<Diagnostic> Problems { get; } = [];

    /// <summary>What Maven is always told, by the folder of a reactor's root.</summary>
    public ImmutableDictionary<string, string> UserProperties { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>A pom in its place; null when there is none that can be read.</summary>
    public Pom? Load(RelativePath path)
    {
        if (_poms.TryGetValue(path, out var known))
        {
            return known;
        }

        // A pom that is its own ancestor finds nothing here.
        _poms[path] = null;
        if (Read(path) is not { } file)
        {
            return null;
        }

        return _poms[path] = new Pom(file, ParentOf(file), ActiveProfiles.Of(file, text => Exists(file, text)), UserProperties);
    }

    /// <summary>Forgets what was put together, to look for parents among all poms that were found.</summary>
    public void Relink(IEnumerable<Pom> found)
    {
        _byName = found.ToLookup(p => p.Name, p => p.File.Path, StringComparer.Ordinal);
        _poms.Clear();
    }

    private PomFile? Read(RelativePath path)
    {
        if (_files.TryGetValue(path, out var known))
        {
            return known;
        }

        try
        {
            return _files[path] = files.FileExists(path) ? PomFile.Parse(path, SourceText.Decode(path.Value, files.Read(path))) : null;
        }
        catch (ReleaseException failure)
        {
            Problems.AddRange(failure.Diagnostics);
            return _files[path] = null;
        }
    }

    private Pom? ParentOf(PomFile file)
    {
        if (file.Parent is not { } parent)
        {
            return null;
        }

        if (parent.PathFrom(file.Directory) is { } path && path != file.Path && Find(path) is { } beside && Is(beside, parent))
        {
            return beside;
        }

        return _byName?[$"{parent.Group}:{parent.Artifact}"].Where(p => p != file.Path).Select(Load).FirstOrDefault(pom => pom is not null && Is(pom, parent));
    }

    /// <summary>The pom at a path, which may name its folder.</summary>
    private Pom? Find(RelativePath path) =>
        files.DirectoryExists(path) ? Load(path.Combine(PomFile.FileName)) : Load(path);

    /// <summary>Whether a pom is the parent that is meant, rather than one that happens to lie there.</summary>
    private static bool Is(Pom pom, PomParent parent)
    {
        // Since Maven 4, an empty parent is whatever lies there.
        var isInferred = parent.Artifact.Length == 0 && parent.Group.Length == 0;
        var version = parent.Version;
        return isInferred || (pom.Artifact == parent.Artifact && (pom.Group == parent.Group || parent.Group.Contains("${", StringComparison.Ordinal)) &&
            (version.Length == 0 || version == pom.File.TextOf("version") || version == pom.Version || pom.Interpolate(version) == pom.Version ||
            (version[0] is '[' or '(' && new MavenVersionScheme().Satisfies(pom.Version ?? "", version) == true)));
    }

    private bool? Exists(PomFile file, string text)
    {
        var path = text.Replace("${project.basedir}", ".", StringComparison.Ordinal).Replace("${basedir}", ".", StringComparison.Ordinal);
        return path.Contains("${", StringComparison.Ordinal) || !file.Directory.TryCombine(path, out var found) ? null : files.FileExists(found) || files.DirectoryExists(found);
    }
}
