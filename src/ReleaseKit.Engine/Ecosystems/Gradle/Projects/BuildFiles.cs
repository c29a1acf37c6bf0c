using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Gradle.Manifests;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>The files that the discovery reads, each once. What cannot be read is told where it matters, and is absent otherwise.</summary>
internal sealed class BuildFiles
{
    private readonly DiscoveryRequest _request;
    private readonly HashSet<RelativePath> _listed;
    private readonly HashSet<RelativePath> _folders = [RelativePath.Root];
    private readonly ILookup<RelativePath, RelativePath> _children;
    private readonly Dictionary<RelativePath, ScriptFile?> _scripts = [];
    private readonly Dictionary<RelativePath, PropertiesFile?> _properties = [];
    private readonly Dictionary<RelativePath, VersionCatalog?> _catalogs = [];
    private readonly Dictionary<RelativePath, ReleaseException> _failures = [];

    public BuildFiles(DiscoveryRequest request)
    {
        _request = request;
        _listed = [.. request.Listing];
        foreach (var file in request.Listing)
        {
            for (var folder = file.Parent; _folders.Add(folder);)
            {
                folder = folder.Parent;
            }
        }

        _children = _folders.Where(f => !f.IsRoot).Order().ToLookup(f => f.Parent);
    }

    public DiscoveryRequest Request => _request;

    public bool Exists(RelativePath file) => _listed.Contains(file);

    /// <summary>Whether a listed file is really there, and no link out of the workspace.</summary>
    public bool IsReadable(RelativePath file) => _request.Files.FileExists(file);

    /// <summary>The name of a folder, that of the workspace for its root.</summary>
    public string NameOf(RelativePath folder)
    {
        var name = folder.IsRoot ? Path.GetFileName(_request.Files.Root.TrimEnd('/', '\\')) : folder.FileName;
        return Coordinates.IsValid(name) ? name : "root";
    }

    public bool IsFolder(RelativePath folder) => _folders.Contains(folder);

    public IEnumerable<RelativePath> FoldersIn(RelativePath folder) => _children[folder];

    /// <summary>The first of the names that is a file in the folder.</summary>
    public RelativePath? First(RelativePath folder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (folder.TryCombine(name, out var path) && Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    public ScriptFile? Script(RelativePath path) => Cached(_scripts, path, ScriptFile.Parse);

    public PropertiesFile? Properties(RelativePath path) => Cached(_properties, path, PropertiesFile.Parse);

    public VersionCatalog? Catalog(RelativePath path) => Cached(_catalogs, path, VersionCatalog.Parse);

    /// <summary>The text of a file; null when it is not there or no text.</summary>
    public SourceText? Text(RelativePath path)
    {
        try
        {
            return Exists(path) && _request.Files.FileExists(path) ? SourceText.Decode(path.Value, _request.Files.Read(path)) : null;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    /// <summary>Why a file cannot be read; nothing for one that can be, or was not asked for.</summary>
    public ImmutableArray<Diagnostic> ProblemsOf(RelativePath path) => _failures.TryGetValue(path, out var failure) ? [.. failure.Diagnostics] : [];

    private T? Cached<T>(Dictionary<RelativePath, T?> cache, RelativePath path, Func<SourceText, T> parse)
        where T : class
    {
        if (cache.TryGetValue(path, out var known))
        {
            return known;
        }

        T? value = null;
        try
        {
            value = Exists(path) && _request.Files.FileExists(path) ? parse(SourceText.Decode(path.Value, _request.Files.Read(path))) : null;
        }
        catch (ReleaseException failure)
        {
            _failures.TryAdd(path, failure);
        }

        cache.Add(path, value);
        return value;
    }
}
