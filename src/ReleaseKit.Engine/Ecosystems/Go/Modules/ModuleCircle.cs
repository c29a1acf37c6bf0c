using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>The modules of the workspace that a module needs and that need it, however far up. They are usable together or not at all.</summary>
internal sealed class ModuleCircle
{
    private readonly PackageContext _package;
    private readonly Dictionary<string, (string Folder, ModFile File)> _modules = new(StringComparer.Ordinal);

    private ModuleCircle(PackageContext package) => _package = package;

    /// <summary>The other modules of the circle a module is in, in the versions they are required in; none for a module that is in no circle.</summary>
    public static IReadOnlyList<PackageContext> Of(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new ModuleCircle(package).Find();
    }

    private List<PackageContext> Find()
    {
        if (Read(_package.Directory) is not { } start)
        {
            return [];
        }

        var versions = Collect(start);
        return
        [
            .. from path in versions.Keys.Order(StringComparer.Ordinal)
               where path != start.Path.Text && GoVersion.TryParse(versions[path], out _) && Reaches(path, start.Path.Text)
               select Context(path, versions[path]),
        ];
    }

    /// <summary>Reads the modules that can be reached by requirements which are met from a folder, and gives the versions they are required in.</summary>
    private Dictionary<string, string> Collect(ModFile start)
    {
        var worked = WorkedOnTogether();
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        _modules[start.Path.Text] = (_package.Directory, start);
        var waiting = new Stack<string>([start.Path.Text]);
        while (waiting.TryPop(out var path))
        {
            var (folder, file) = _modules[path];
            foreach (var requirement in file.Requirements)
            {
                var other = requirement.Path.Text;
                var replaced = file.Replacements.FirstOrDefault(r => r.IsFolder && r.Old.Text == other);
                var place = replaced is not null ? Path.GetFullPath(Path.Combine(folder, replaced.New.Text)) : worked.GetValueOrDefault(other);
                if (place is null || Read(place) is not { } found || found.Path.Text != other)
                {
                    continue;
                }

                versions.TryAdd(other, requirement.Version.Text);
                if (_modules.TryAdd(other, (place, found)))
                {
                    waiting.Push(other);
                }
            }
        }

        return versions;
    }

    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var waiting = new Stack<string>(seen);
        while (waiting.TryPop(out var path))
        {
            foreach (var next in _modules[path].File.Requirements.Select(r => r.Path.Text).Where(_modules.ContainsKey))
            {
                if (next == to)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    waiting.Push(next);
                }
            }
        }

        return false;
    }

    /// <summary>The folders of the modules that the nearest go.work uses, by path.</summary>
    private Dictionary<string, string> WorkedOnTogether()
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var folder = _package.Directory; folder is not null && Below(folder) is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, WorkFile.FileName);
            if (File.Exists(file))
            {
                foreach (var place in WorkFile.Read(Source(file)).Uses.Select(use => Path.GetFullPath(Path.Combine(folder, use.Text))))
                {
                    if (Read(place) is { } found)
                    {
                        folders.TryAdd(found.Path.Text, place);
                    }
                }

                return folders;
            }
        }

        return folders;
    }

    private PackageContext Context(string path, string version)
    {
        var (folder, file) = _modules[path];
        var written = version.TrimStart('v');
        var format = TagFormat.Parse(ModulePackages.TagFormat(Below(folder)!.Value, ModulePath.Split(path).Major));
        var package = new Package { Id = new PackageId(GoEcosystem.Id, ModulePath.Split(path).Name), Directory = Below(folder)!.Value, Manifest = default };
        return _package with { Id = package.Id, Version = written, Tag = format.Format(package, written), Directory = folder, Manifest = file.Source.Path };
    }

    /// <summary>A module inside the workspace; null where there is none, or none that can be read.</summary>
    private ModFile? Read(string folder)
    {
        var file = Path.Combine(folder, ModFile.FileName);
        try
        {
            return Below(folder) is not null && File.Exists(file) ? ModFile.Read(Source(file)) : null;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    private RelativePath? Below(string folder) =>
        RelativePath.TryParse(Path.GetRelativePath(_package.WorkspaceRoot, folder), out var path) ? path : null;

    private static SourceText Source(string file) => SourceText.Decode(file, File.ReadAllBytes(file));
}
