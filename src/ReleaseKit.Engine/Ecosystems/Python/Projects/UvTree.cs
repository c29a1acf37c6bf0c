using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Globbing;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>
/// One uv workspace: a <c>pyproject.toml</c> with <c>[tool.uv.workspace]</c>. The root is a member when it is a project
/// itself; <c>members</c> are globs of folders with a <c>pyproject.toml</c>; <c>exclude</c> wins and takes exactly the folders
/// it matches (docs.astral.sh/uv/concepts/projects/workspaces, and uv's own <c>collect_members</c>).
/// </summary>
internal sealed class UvTree
{
    private readonly ImmutableArray<RustGlob> _members;
    private readonly ImmutableArray<RustGlob> _excluded;

    private UvTree(PyProject root, ImmutableArray<RustGlob> members, ImmutableArray<RustGlob> excluded)
    {
        Root = root;
        _members = members;
        _excluded = excluded;
    }

    public PyProject Root { get; }

    public RelativePath Directory => Root.Directory;

    /// <summary>The workspace that a manifest declares; null when it declares none. Bad patterns are reported to the manifest.</summary>
    public static UvTree? Of(PyProject manifest) =>
        manifest.TableOf(manifest.Uv, "workspace") is { } table
            ? new UvTree(manifest, Globs(manifest, table, "members"), Globs(manifest, table, "exclude"))
            : null;

    /// <summary>Whether the folder is below the workspace's root and not the root itself.</summary>
    public bool Surrounds(RelativePath directory) => directory != Directory && directory.IsWithin(Directory);

    public bool Includes(RelativePath directory) => Surrounds(directory) && !Excludes(directory) && Any(_members, directory);

    public bool Excludes(RelativePath directory) => Surrounds(directory) && Any(_excluded, directory);

    private bool Any(ImmutableArray<RustGlob> globs, RelativePath directory)
    {
        var relative = Directory.IsRoot ? directory.Value : directory.Value[(Directory.Value.Length + 1)..];
        return globs.Any(glob => glob.Matches(relative));
    }

    private static ImmutableArray<RustGlob> Globs(PyProject manifest, TomlTable table, string key)
    {
        var result = ImmutableArray.CreateBuilder<RustGlob>();
        foreach (var pattern in manifest.StringsOf(table, key))
        {
            if (RustGlob.Parse(pattern.Value) is { } glob)
            {
                result.Add(glob);
            }
            else
            {
                manifest.Report(pattern, $"{manifest.Path}: '{pattern.Value}' is not a glob of folders below this one; uv knows ?, *, [abc], [!abc] and ** as a whole segment.");
            }
        }

        return result.ToImmutable();
    }
}
