using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>
/// Names that only one tool knows: nx calls packages by their projects' names and all of them <c>__default__</c>, knope calls
/// the only package of a repository <c>default</c>.
/// </summary>
internal sealed class ForeignNames
{
    private readonly IFileSystem _files;
    private readonly Workspace _workspace;
    private readonly Lazy<Dictionary<string, string>> _projects;

    public ForeignNames(IFileSystem files, Workspace workspace)
    {
        _files = files;
        _workspace = workspace;
        _projects = new Lazy<Dictionary<string, string>>(ReadProjects);
    }

    /// <summary>The file with such names replaced by ids; a name that is a package's stays.</summary>
    public ChangeFile Resolve(ChangeFile file, IChangeFileFormat format) => format is NxFormat or KnopeFormat
        ? file with { Changes = [.. file.Changes.SelectMany(change => IsPackage(change.Package) ? [change] : Resolve(change, format))] }
        : file;

    private IEnumerable<DeclaredChange> Resolve(DeclaredChange change, IChangeFileFormat format)
    {
        var released = _workspace.Packages.Where(p => p.Publishable).ToArray();
        return (format, change.Package) switch
        {
            (NxFormat, "__default__") => released.Select(p => change with { Package = p.Id.ToString() }),
            (NxFormat, var name) when _projects.Value.TryGetValue(name, out var id) => [change with { Package = id }],
            (KnopeFormat, "default") when released is [var only] => [change with { Package = only.Id.ToString() }],
            _ => [change],
        };
    }

    private bool IsPackage(string name) => _workspace.Packages.Any(p => p.Name == name || p.Id.ToString() == name);

    /// <summary>The names of nx projects that lie where packages do.</summary>
    private Dictionary<string, string> ReadProjects()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var package in _workspace.Packages)
        {
            var name = Read(package.Directory.Combine("project.json"))?.FindString("name") ?? Read(package.Directory.Combine("package.json"))?.FindString("nx", "name");
            if (name is not null)
            {
                names.TryAdd(name.Value, package.Id.ToString());
            }
        }

        return names;
    }

    private JsonValueSyntax? Read(RelativePath path)
    {
        try
        {
            return _files.FileExists(path) ? JsonDocumentSyntax.Parse(SourceText.Decode(path.Value, _files.Read(path)), JsonSyntaxOptions.Lenient).Root : null;
        }
        catch (ReleaseException)
        {
            return null; // Its names are unknown then, which the planner says where they are used.
        }
    }
}
