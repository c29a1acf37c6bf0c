using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Locking;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Inspection;

/// <summary>
/// A <c>poetry.lock</c>, which has no copy of the manifest but a digest that every Poetry makes in its own way. It fits when it has all
/// that the manifest asks for, in versions that the manifest accepts.
/// </summary>
internal sealed class PoetryLock
{
    private static readonly Pep440VersionScheme Versions = new();
    private readonly RelativePath _file;
    private readonly SourceText _source;
    private readonly ILookup<string, TomlTable> _entries;

    private PoetryLock(RelativePath file, SourceText source, ILookup<string, TomlTable> entries) => (_file, _source, _entries) = (file, source, entries);

    /// <summary>Reads a lock file; null when it cannot be read, which Poetry will say better.</summary>
    public static PoetryLock? Read(InspectionRequest request, RelativePath file)
    {
        try
        {
            var source = SourceText.Decode(file.Value, request.Files.Read(file));
            return new PoetryLock(file, source, PythonLock.Entries(TomlDocument.Parse(source).Root).ToLookup(PythonLock.NameOf, StringComparer.Ordinal));
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    /// <summary>What does not fit; null when all does.</summary>
    public Diagnostic? Compare(Workspace workspace, PyProject manifest)
    {
        var own = workspace.Packages.Where(p => p is { Ecosystem: PythonEcosystem.Id, Version: not null, Tagging: null }).ToDictionary(p => p.Name, p => p.Version!, StringComparer.Ordinal);
        foreach (var requirement in RequirementReader.Read(manifest).Where(r => r.Kind is DependencyKind.Runtime or DependencyKind.Dev or DependencyKind.Optional && !r.IsDirect))
        {
            var locked = _entries[requirement.Name].ToArray();
            if (locked.Length == 0)
            {
                return Stale(default, $"does not know '{DisplayText.Line(requirement.Name)}', which {manifest.Source.Path}({manifest.Source.Locate(requirement.Span).Line}) asks for");
            }

            // Environments may need several versions of one package; one of them is for this requirement.
            if (requirement.StandardRange is { Length: > 0 } range && !locked.Any(PythonLock.IsOwn) && !locked.Any(e => Accepts(e, range)))
            {
                var version = locked[0].FindString("version")!;
                return Stale(version.Span, $"has {DisplayText.Line(requirement.Name)} in version {DisplayText.Line(version.Value)}, and {manifest.Source.Path}({manifest.Source.Locate(requirement.Span).Line}) asks for '{DisplayText.Line(requirement.Range)}'");
            }
        }

        foreach (var entry in _entries.SelectMany(e => e).Where(PythonLock.IsOwn))
        {
            if (entry.FindString("version") is { } version && own.TryGetValue(PythonLock.NameOf(entry), out var current) && PythonLock.Normalize(version.Value) != PythonLock.Normalize(current))
            {
                return Stale(version.Span, $"has {PythonLock.NameOf(entry)} in version {DisplayText.Line(version.Value)}, and its manifest says {current}");
            }
        }

        return null;
    }

    private static bool Accepts(TomlTable entry, string range) => entry.FindString("version") is not { } version || Versions.Satisfies(version.Value, range) != false;

    private Diagnostic Stale(TextSpan place, string what) =>
        ManifestCheckCodes.LockStale.At(_source.Locate(place), $"{_file} {what}. Run poetry lock in {_file.Parent} and commit the result.");
}
