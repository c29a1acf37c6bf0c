using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>
/// Tells whether a requirement that bears a sibling's name means the sibling. For uv, <c>[tool.uv.sources]</c> says so: the
/// member's own entry, else the workspace root's. Where nothing can say so (plain projects without a workspace around them)
/// it does when the sibling's present version is acceptable to it.
/// </summary>
internal static class EdgeSource
{
    public static DependencySource Of(ProjectMember from, DeclaredRequirement requirement, ProjectMember target, VersionDeclaration version, IVersionScheme versions)
    {
        var isSibling = requirement switch
        {
            { LocalPath: { } path } => PointsTo(from.Manifest, path, target),
            { IsDirect: true } => false,
            _ when SourceOf(from, requirement.Name) is var (declaredBy, source) && source is not null => Alternatives(source).Any(s => Names(s, declaredBy, from, target)),
            _ => from.IsStandalone && (version.IsTagged || Accepts(requirement, version.Version, versions)),
        };
        return isSibling ? DependencySource.Workspace : DependencySource.Registry;
    }

    private static (PyProject Manifest, TomlValue? Source) SourceOf(ProjectMember from, string name)
    {
        var own = from.Manifest.UvSources.GetValueOrDefault(name);
        return own is not null || from.Tree is null ? (from.Manifest, own) : (from.Tree.Root, from.Tree.Root.UvSources.GetValueOrDefault(name));
    }

    /// <summary>A source may be a list of tables, each for its own marker, extra or group.</summary>
    private static IEnumerable<TomlTable> Alternatives(TomlValue source) =>
        source is TomlArray several ? several.Items.OfType<TomlTable>() : source is TomlTable one ? [one] : [];

    private static bool Names(TomlTable source, PyProject declaredBy, ProjectMember from, ProjectMember target) =>
        (source.FindBoolean("workspace")?.Value == true && from.Tree is not null && ReferenceEquals(from.Tree, target.Tree)) ||
        (source.FindString("path") is { } path && PointsTo(declaredBy, path.Value, target));

    private static bool PointsTo(PyProject manifest, string path, ProjectMember target) =>
        manifest.Directory.TryCombine(path, out var folder) && folder == target.Directory;

    private static bool Accepts(DeclaredRequirement requirement, string? version, IVersionScheme versions)
    {
        if (requirement.Range.Length == 0 || version is null || requirement.StandardRange is not { } range)
        {
            return requirement.Range.Length == 0;
        }

        // While a sibling is in prerelease, a range that accepts the final version still means it.
        return range.Length == 0 || versions.Satisfies(version, range) == true || versions.Satisfies(Final(version), range) == true;
    }

    private static string Final(string version)
    {
        var parsed = Pep440Version.Parse(version);
        return $"{(parsed.Epoch.IsZero ? "" : $"{parsed.Epoch}!")}{string.Join('.', parsed.Release)}";
    }
}
