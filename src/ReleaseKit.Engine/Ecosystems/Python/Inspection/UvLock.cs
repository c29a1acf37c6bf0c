using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Python.Locking;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Inspection;

/// <summary>A <c>uv.lock</c>, which repeats what every member requires.</summary>
internal sealed class UvLock
{
    public const string FileName = "uv.lock";

    private readonly RelativePath _file;
    private readonly SourceText _source;
    private readonly Dictionary<string, TomlTable> _members = new(StringComparer.Ordinal);

    private UvLock(RelativePath file, SourceText source) => (_file, _source) = (file, source);

    /// <summary>Reads a lock file; null when it cannot be read, which uv will say better.</summary>
    public static UvLock? Read(InspectionRequest request, RelativePath file)
    {
        try
        {
            var source = SourceText.Decode(file.Value, request.Files.Read(file));
            var result = new UvLock(file, source);
            foreach (var entry in TomlDocument.Parse(source).Root.FindArray("package")?.Items.OfType<TomlTable>() ?? [])
            {
                // What comes from a registry may bear a member's name, in another version.
                if (entry.FindString("name") is { } name && entry.FindTable("source") is { } from && from["registry"] is null)
                {
                    result._members[DistributionName.Normalize(name.Value)] = entry;
                }
            }

            return result;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    /// <summary>What does not fit; null when all does.</summary>
    public Diagnostic? Compare(Package package, PyProject manifest)
    {
        // A project that keeps to itself has nothing to do with a lock file above it.
        if (!_members.TryGetValue(package.Name, out var member))
        {
            return package.Directory == _file.Parent ? Stale(_source.Locate(default), $"{_file} does not know {package.Name}") : null;
        }

        if (member.FindString("version") is { } version && package is { Version: { } current, Tagging: null } && PythonLock.Normalize(version.Value) != PythonLock.Normalize(current))
        {
            return Stale(_source.Locate(version.Span), $"{_file} has {package.Name} in version {DisplayText.Line(version.Value)}, and its manifest says {current}");
        }

        if (manifest.Project is null || manifest.StringsOf(manifest.Project, "dynamic").Any(d => d.Value is "dependencies" or "optional-dependencies"))
        {
            return null;
        }

        var locked = (member.FindTable("metadata")?.FindArray("requires-dist")?.Items.OfType<TomlTable>() ?? [])
            .Where(r => r.FindString("name") is not null)
            .ToLookup(r => DistributionName.Normalize(r.FindString("name")!.Value), StringComparer.Ordinal);
        foreach (var requirement in RequirementReader.Read(manifest).OfType<StandardRequirement>().Where(r => r.Kind is DependencyKind.Runtime or DependencyKind.Optional && r.Name != package.Name))
        {
            // Without a specifier there, it comes from elsewhere than an index.
            if (!locked[requirement.Name].Select(r => r.FindString("specifier")?.Value).Any(s => s is null || requirement.IsDirect || Parts(s).SetEquals(Parts(requirement.Range))))
            {
                return Stale(
                    _source.Locate((locked[requirement.Name].FirstOrDefault() ?? member.FindTable("metadata") ?? member).Span with { Length = 0 }),
                    $"{_file} was not made for '{DisplayText.Line(requirement.Requirement.Text)}', which {package.Manifest}({requirement.Source.Locate(requirement.Span).Line}) asks for");
            }
        }

        return null;
    }

    private Diagnostic Stale(SourceLocation place, string what) =>
        ManifestCheckCodes.LockStale.At(place, $"{what}. Run uv lock in {_file.Parent} and commit the result.");

    private static HashSet<string> Parts(string specifier) =>
        [.. specifier.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Replace(" ", "", StringComparison.Ordinal))];
}
