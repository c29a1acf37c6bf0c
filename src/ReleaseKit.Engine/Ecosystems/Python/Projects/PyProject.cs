using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>One <c>pyproject.toml</c>. Values of the wrong type are reported once and read as absent.</summary>
internal sealed class PyProject
{
    public const string FileName = "pyproject.toml";

    private readonly List<Diagnostic> _problems = [];
    private Dictionary<string, TomlValue>? _uvSources;

    private PyProject(RelativePath path, SourceText source, TomlTable root)
    {
        Path = path;
        Source = source;
        Root = root;
        Project = TableOf(root, "project");
        var tool = TableOf(root, "tool");
        Uv = TableOf(tool, "uv");
        Poetry = TableOf(tool, "poetry");
        Tool = tool;
    }

    public RelativePath Path { get; }

    public RelativePath Directory => Path.Parent;

    public SourceText Source { get; }

    public TomlTable Root { get; }

    public TomlTable? Project { get; }

    public TomlTable? Tool { get; }

    public TomlTable? Uv { get; }

    public TomlTable? Poetry { get; }

    /// <summary><c>[tool.uv.sources]</c> by normalised name.</summary>
    public IReadOnlyDictionary<string, TomlValue> UvSources => _uvSources ??= (TableOf(Uv, "sources")?.Entries ?? [])
        .GroupBy(e => DistributionName.Normalize(e.Key), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);

    /// <summary>Whether it declares a package: by <c>[project]</c>, or in Poetry's older way by <c>[tool.poetry]</c> with a name.</summary>
    public bool DeclaresPackage => Project is not null || Poetry?["name"] is not null;

    /// <summary>What is wrong with the values read so far, in the order of reading.</summary>
    public IReadOnlyList<Diagnostic> Problems => _problems;

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static PyProject Parse(RelativePath path, SourceText source) => new(path, source, TomlDocument.Parse(source).Root);

    public TomlTable? TableOf(TomlTable? table, string key) => Read<TomlTable>(table, key, "a table");

    public TomlString? StringOf(TomlTable? table, string key) => Read<TomlString>(table, key, "a string");

    public TomlArray? ArrayOf(TomlTable? table, string key) => Read<TomlArray>(table, key, "an array");

    public bool? BooleanOf(TomlTable? table, string key) => Read<TomlBoolean>(table, key, "a boolean")?.Value;

    /// <summary>The strings of an array; other items are reported.</summary>
    public IEnumerable<TomlString> StringsOf(TomlTable? table, string key)
    {
        foreach (var item in ArrayOf(table, key)?.Items ?? [])
        {
            if (item is TomlString text)
            {
                yield return text;
            }
            else
            {
                Report(item, $"{Path}: '{key}' must hold strings, yet this item is {item.Description}.");
            }
        }
    }

    public void Report(TomlValue at, string message)
    {
        var problem = ManifestCodes.Invalid.At(Source.Locate(at.Span), DisplayText.Line(message));
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    private T? Read<T>(TomlTable? table, string key, string expected)
        where T : TomlValue
    {
        var value = table?[key];
        if (value is not null and not T)
        {
            Report(value, $"{Path}: '{key}' must be {expected}, yet it is {value.Description}.");
        }

        return value as T;
    }
}
