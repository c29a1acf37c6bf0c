using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

/// <summary>One <c>Cargo.toml</c>. Values of the wrong type are reported once and read as absent.</summary>
internal sealed class CargoManifest
{
    public const string FileName = "Cargo.toml";

    private readonly List<Diagnostic> _problems = [];

    private CargoManifest(RelativePath path, SourceText source, TomlTable root)
    {
        Path = path;
        Source = source;
        Root = root;
        Package = TableOf(root, "package");
        Workspace = TableOf(root, "workspace");
    }

    public RelativePath Path { get; }

    public RelativePath Directory => Path.Parent;

    public SourceText Source { get; }

    public TomlTable Root { get; }

    /// <summary><c>[package]</c>; null for a virtual manifest.</summary>
    public TomlTable? Package { get; }

    /// <summary><c>[workspace]</c>; null unless this is a workspace's root.</summary>
    public TomlTable? Workspace { get; }

    /// <summary>What is wrong with the values read so far, in the order of reading.</summary>
    public IReadOnlyList<Diagnostic> Problems => _problems;

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static CargoManifest Parse(RelativePath path, SourceText source) => new(path, source, TomlDocument.Parse(source).Root);

    /// <summary>Whether a value is <c>{ workspace = true }</c>, which stands for the workspace root's.</summary>
    public static bool IsInherited(TomlValue? value) => value is TomlTable table && table.FindBoolean("workspace")?.Value == true;

    public TomlTable? TableOf(TomlTable? table, string key) => Read<TomlTable>(table, key, "a table");

    public TomlString? StringOf(TomlTable? table, string key) => Read<TomlString>(table, key, "a string");

    /// <summary>The strings of an array; other items are reported.</summary>
    public IEnumerable<TomlString> StringsOf(TomlTable? table, string key)
    {
        foreach (var item in Read<TomlArray>(table, key, "an array")?.Items ?? [])
        {
            if (item is TomlString text)
            {
                yield return text;
            }
            else
            {
                Report(item.Span, $"{Path}: '{key}' must hold strings, yet this item is {item.Description}.");
            }
        }
    }

    public void Report(TextSpan at, string message)
    {
        var problem = ManifestCodes.Invalid.At(Source.Locate(at), DisplayText.Line(message));
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
            Report(value.Span, $"{Path}: '{key}' must be {expected}, yet it is {value.Description}.");
        }

        return value as T;
    }
}
