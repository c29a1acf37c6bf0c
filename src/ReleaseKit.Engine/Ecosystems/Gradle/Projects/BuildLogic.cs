using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>The plugins that a build brings itself, in <c>buildSrc</c> and in builds that it includes.</summary>
internal sealed class BuildLogic
{
    private static readonly string[] Sources = [".java", ".kt", ".groovy"];
    private readonly BuildFiles _files;
    private readonly Dictionary<string, RelativePath> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RelativePath> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyCollection<string>> _applied = new(StringComparer.Ordinal);

    public BuildLogic(GradleBuild build, BuildFiles files)
    {
        _files = files;
        RelativePath[] folders = [build.Directory.Combine("buildSrc"), .. build.IncludedBuilds.Select(i => i.Directory)];
        foreach (var file in files.Request.Listing.Where(f => Array.Exists(folders, f.IsWithin)))
        {
            Add(file);
        }
    }

    /// <summary>The script that is the plugin; null when none is.</summary>
    public ScriptFile? Script(string id) => _scripts.TryGetValue(id, out var path) ? _files.Script(path) : null;

    /// <summary>The plugins that the class of a plugin applies, by the ids and classes that its source names.</summary>
    public IReadOnlyCollection<string> AppliedBy(string id)
    {
        if (_applied.TryGetValue(id, out var known))
        {
            return known;
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        if (_classes.TryGetValue(id, out var type))
        {
            Collect(type, found, []);
        }

        _applied.Add(id, found);
        return found;
    }

    private void Add(RelativePath file)
    {
        var name = file.FileName;
        if (file.Value.Contains("/src/main/", StringComparison.Ordinal))
        {
            if (name.EndsWith(".gradle.kts", StringComparison.Ordinal))
            {
                _scripts.TryAdd(Package(file) + name[..^".gradle.kts".Length], file);
            }
            else if (name.EndsWith(".gradle", StringComparison.Ordinal))
            {
                _scripts.TryAdd(name[..^".gradle".Length], file);
            }
            else if (name.EndsWith(".properties", StringComparison.Ordinal) && file.Parent.FileName == "gradle-plugins" && _files.Properties(file)?.Find("implementation-class") is { } type)
            {
                _classes.TryAdd(name[..^".properties".Length], type.Value);
            }
            else if (Array.Exists(Sources, s => name.EndsWith(s, StringComparison.Ordinal)))
            {
                _sources.TryAdd(name[..name.LastIndexOf('.')], file);
            }
        }
        else if (BuildFinder.ScriptNames.Contains(name) && _files.Script(file) is { } script)
        {
            foreach (var node in script.Nodes)
            {
                Register(node);
            }
        }
    }

    /// <summary>Blocks that give a plugin's id and class, wherever they stand.</summary>
    private void Register(ScriptNode node)
    {
        string? Value(string name)
        {
            for (var i = 0; i + 1 < node.Children.Length; i++)
            {
                var next = node.Children[i + 1].IsSymbol("=") && i + 2 < node.Children.Length ? node.Children[i + 2] : node.Children[i + 1];
                if (node.Children[i].IsName(name) && next.Is(ScriptNodeKind.Text))
                {
                    return next.Text;
                }
            }

            return null;
        }

        if (node.Is(ScriptNodeKind.Braces) && Value("id") is { } id && Value("implementationClass") is { } type)
        {
            _classes.TryAdd(id, type);
        }

        foreach (var child in node.Children)
        {
            Register(child);
        }
    }

    private string Package(RelativePath file) =>
        _files.Script(file) is { } script && script.Nodes.FirstOrDefault(n => n.Kind != ScriptNodeKind.LineEnd) is { } first && first.IsName("package")
            ? string.Concat(script.Nodes.SkipWhile(n => n != first).Skip(1).TakeWhile(n => n.Kind != ScriptNodeKind.LineEnd).Select(n => n.Text)) + "."
            : "";

    /// <summary>Ids in calls of <c>apply</c>, and classes of the build's own that are named there.</summary>
    private void Collect(string type, HashSet<string> found, HashSet<string> seen)
    {
        var simple = type[(type.LastIndexOfAny(['.', '$']) + 1)..];
        if (!seen.Add(simple) || !_sources.TryGetValue(simple, out var path) || _files.Script(path) is not { } source)
        {
            return;
        }

        Collect(source.Nodes.AsSpan(), found, seen);
    }

    private void Collect(ReadOnlySpan<ScriptNode> nodes, HashSet<string> found, HashSet<string> seen)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].IsName("apply") || nodes[i].IsName("id") || nodes[i].IsName("plugin"))
            {
                for (var j = i + 1; j < Math.Min(nodes.Length, i + 6) && nodes[j].Kind != ScriptNodeKind.LineEnd; j++)
                {
                    Applied(nodes[j], found, seen);
                }
            }

            Collect(nodes[i].Children.AsSpan(), found, seen);
        }
    }

    private void Applied(ScriptNode node, HashSet<string> found, HashSet<string> seen)
    {
        if (node.Is(ScriptNodeKind.Text) && node.Children.IsEmpty)
        {
            found.Add(node.Text);
        }
        else if (node.Is(ScriptNodeKind.Name) && char.IsUpper(node.Text[0]))
        {
            if (PublishingPlugins.OfClass(node.Text) is { } id)
            {
                found.Add(id);
            }

            Collect(node.Text, found, seen);
        }

        foreach (var child in node.Children)
        {
            Applied(child, found, seen);
        }
    }
}
