using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart.Manifests;

/// <summary>One <c>pubspec.yaml</c>, or another YAML file of Dart's tools. Values of the wrong type are reported once and read as absent.</summary>
internal sealed class PubspecManifest
{
    public const string FileName = "pubspec.yaml";

    private readonly List<Diagnostic> _problems = [];

    private PubspecManifest(RelativePath path, SourceText source, YamlMappingSyntax? root)
    {
        Path = path;
        Source = source;
        Root = root;
    }

    public RelativePath Path { get; }

    public RelativePath Directory => Path.Parent;

    public SourceText Source { get; }

    /// <summary>The whole file; null when it holds no mapping, which is reported.</summary>
    public YamlMappingSyntax? Root { get; }

    /// <summary>Whether it says <c>resolution: workspace</c>.</summary>
    public bool IsWorkspaceMember => Root?.FindScalar("resolution")?.Value == "workspace";

    /// <summary>What is wrong with the values read so far, in the order of reading.</summary>
    public IReadOnlyList<Diagnostic> Problems => _problems;

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static PubspecManifest Parse(RelativePath path, SourceText source)
    {
        var document = YamlDocumentSyntax.Parse(source);
        var manifest = new PubspecManifest(path, source, document.Root as YamlMappingSyntax);
        if (manifest.Root is null)
        {
            manifest.Report(new TextSpan(0, 0), $"{path} must hold a mapping, yet it holds {document.Root.Description}.");
        }

        return manifest;
    }

    /// <summary>The text of a key; null when it is absent or null.</summary>
    public YamlScalarSyntax? TextOf(YamlMappingSyntax? mapping, string key)
    {
        var value = mapping?[key];
        if (value is not null and not YamlScalarSyntax)
        {
            Report(value.Span, $"{Path}: '{key}' must be a text, yet it is {value.Description}.");
        }

        return value is YamlScalarSyntax { IsNull: false } text ? text : null;
    }

    public YamlMappingSyntax? MappingOf(YamlMappingSyntax? mapping, string key)
    {
        var value = mapping?[key];
        if (value is not null and not YamlMappingSyntax and not YamlScalarSyntax { IsNull: true })
        {
            Report(value.Span, $"{Path}: '{key}' must be a mapping, yet it is {value.Description}.");
        }

        return value as YamlMappingSyntax;
    }

    /// <summary>The texts of a list; other items are reported.</summary>
    public IEnumerable<YamlScalarSyntax> TextsOf(YamlMappingSyntax? mapping, string key)
    {
        var value = mapping?[key];
        if (value is not null and not YamlSequenceSyntax and not YamlScalarSyntax { IsNull: true })
        {
            Report(value.Span, $"{Path}: '{key}' must be a list, yet it is {value.Description}.");
        }

        foreach (var item in (value as YamlSequenceSyntax)?.Items ?? [])
        {
            if (item is YamlScalarSyntax { IsNull: false } text)
            {
                yield return text;
            }
            else
            {
                Report(item.Span, $"{Path}: '{key}' must hold texts, yet this item is {item.Description}.");
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
}
