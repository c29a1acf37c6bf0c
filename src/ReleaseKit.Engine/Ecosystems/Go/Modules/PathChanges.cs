using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>
/// What a major release from 2.0.0 on does to the path of a module: the module line, the lines of siblings that require or
/// replace it, and the imports in the Go files of all of them.
/// </summary>
internal sealed class PathChanges
{
    private readonly IFileSystem _files;
    private readonly ImmutableArray<RelativePath> _listing;
    private readonly Package[] _modules;
    private readonly HashSet<RelativePath> _folders;
    private readonly Dictionary<PackageId, ModFile> _manifests;
    private readonly Dictionary<PackageId, string> _renamed;

    public PathChanges(ReleasePlan plan, Core.Packages.Workspace workspace, IFileSystem files, ImmutableArray<RelativePath> listing)
    {
        _files = files;
        _listing = listing;
        _modules = [.. workspace.Packages.Where(p => p.Ecosystem == GoEcosystem.Id)];
        _folders = [.. listing.Where(path => path.FileName == ModFile.FileName).Select(path => path.Parent)];
        var raised = _modules.Any(p => plan.Find(p.Id) is { } release && ModulePath.For(p.Name, release.To) != p.Name);
        _manifests = raised ? _modules.ToDictionary(p => p.Id, p => ModFile.Read(Source(p.Manifest))) : [];
        _renamed = _manifests.Where(pair => plan.Find(pair.Key) is { } release && ModulePath.For(pair.Key.Name, release.To) != pair.Value.Path.Text)
            .ToDictionary(pair => pair.Key, pair => ModulePath.For(pair.Key.Name, plan.Find(pair.Key)!.To));
    }

    /// <summary>The changes, in ordinal order of file and name.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-INVALID</c>: a module in a folder for another major version.</exception>
    public ImmutableArray<ReferenceChange> Find()
    {
        foreach (var module in _modules.Where(p => _renamed.ContainsKey(p.Id) && p.Directory.FileName == $"v{ModulePath.Split(_manifests[p.Id].Path.Text).Major}"))
        {
            var path = _manifests[module.Id].Path;
            throw _manifests[module.Id].Source.Error(
                ManifestCodes.Invalid, path.Span, $"{module.Directory} holds '{DisplayText.Line(path.Text)}' and cannot become '{_renamed[module.Id]}' in that folder. Copy it to a folder of its own, or move it out of {module.Directory.FileName}.");
        }

        return [.. _modules.SelectMany(Changes).Distinct().OrderBy(c => c.File).ThenBy(c => c.From, StringComparer.Ordinal)];
    }

    private IEnumerable<ReferenceChange> Changes(Package module)
    {
        var reached = _renamed.Keys.Where(id => id == module.Id || module.Dependencies.Any(d => d.Id == id && d.Source == DependencySource.Workspace)).ToArray();
        if (reached.Length == 0)
        {
            yield break;
        }

        foreach (var id in reached)
        {
            yield return new ReferenceChange(module.Manifest, id, _manifests[id].Path.Text, _renamed[id]);
        }

        foreach (var file in _listing.Where(file => IsCodeOf(module, file)))
        {
            foreach (var import in GoImports.Read(Source(file)))
            {
                if (OwnerOf(import.Text) is { } owner && reached.Contains(owner))
                {
                    yield return new ReferenceChange(file, owner, import.Text, _renamed[owner] + import.Text[_manifests[owner].Path.Text.Length..]);
                }
            }
        }
    }

    /// <summary>The module that an import is from: the one with the longest path that begins it.</summary>
    private PackageId? OwnerOf(string import) => _manifests
        .Where(pair => import == pair.Value.Path.Text || import.StartsWith(pair.Value.Path.Text + "/", StringComparison.Ordinal))
        .OrderByDescending(pair => pair.Value.Path.Text.Length).Select(pair => (PackageId?)pair.Key).FirstOrDefault();

    private bool IsCodeOf(Package module, RelativePath file) =>
        file.Value.EndsWith(".go", StringComparison.Ordinal) && file.IsWithin(module.Directory) &&
        !file.Value[module.Directory.Value.Length..].Contains("/vendor/", StringComparison.Ordinal) && !file.Value.StartsWith("vendor/", StringComparison.Ordinal) &&
        InnermostModule(file) == module.Directory && _files.FileExists(file);

    private RelativePath InnermostModule(RelativePath file)
    {
        var folder = file.Parent;
        while (!folder.IsRoot && !_folders.Contains(folder))
        {
            folder = folder.Parent;
        }

        return folder;
    }

    private SourceText Source(RelativePath path) => SourceText.Decode(path.Value, _files.Read(path));
}
