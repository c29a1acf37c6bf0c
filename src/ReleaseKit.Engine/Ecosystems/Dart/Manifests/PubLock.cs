using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart.Manifests;

/// <summary>
/// A <c>pubspec.lock</c>. It repeats the versions of packages that come from a folder; members of a pub workspace are not in it.
/// </summary>
internal sealed class PubLock
{
    public const string FileName = "pubspec.lock";

    private readonly RelativePath _path;
    private readonly YamlMappingSyntax? _packages;

    private PubLock(RelativePath path, YamlMappingSyntax? packages)
    {
        _path = path;
        _packages = packages;
    }

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static PubLock Parse(SourceText source) => new(RelativePath.Parse(source.Path), YamlDocumentSyntax.Parse(source).Root.FindMapping("packages"));

    /// <summary>The versions of the packages that come from folders, by name, with the folders.</summary>
    public IEnumerable<(string Name, RelativePath Directory, YamlScalarSyntax Version)> Local()
    {
        foreach (var entry in _packages?.Entries ?? [])
        {
            if (entry.Value.FindScalar("source")?.Value == "path" && entry.Value.FindScalar("version") is { } version &&
                entry.Value.FindScalar("description", "path") is { } path && _path.Parent.TryCombine(path.Value, out var directory))
            {
                yield return (entry.Key, directory, version);
            }
        }
    }

    /// <summary>Splices versions into the entries of packages that come from folders.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-CHANGED</c>, once for each package that the file does not have in its old version.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var versions = Parse(file).Local().ToDictionary(l => l.Name, l => l.Version, StringComparer.Ordinal);
        var edits = new List<TextEdit>();
        var problems = new List<Diagnostic>();
        foreach (var change in changes)
        {
            var version = versions.GetValueOrDefault(change.Package.Name);
            if (version?.Value == change.From)
            {
                edits.AddRange(change.From == change.To ? [] : [YamlEditing.ReplaceScalar(version, change.To, file)]);
            }
            else if (version?.Value != change.To)
            {
                problems.Add(ManifestCodes.Changed.At(
                    version is null ? new SourceLocation(file.Path) : file.Locate(version.Span),
                    DisplayText.Line($"{file.Path} {(version is null ? $"does not know {change.Package.Name}" : $"says that {change.Package.Name} has version {version.Value}")}, and its manifest says {change.From}. Run 'dart pub get' beside it, commit the file, and make a new plan.")));
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems) : [.. edits.Distinct()];
    }
}
