using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;
using ReleaseKit.Engine.Globbing;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>
/// One Cargo workspace: its root with <c>members</c>, which are globs, and <c>exclude</c>, which are folders with all that is
/// below (doc.rust-lang.org/cargo/reference/workspaces.html, and <c>WorkspaceRootConfig</c> in Cargo's source).
/// </summary>
internal sealed class CargoTree
{
    private static readonly char[] Wildcards = ['*', '?', '['];
    private readonly ImmutableArray<(RelativePath Base, RustGlob Glob)> _globs;
    private readonly ImmutableArray<RelativePath> _excluded;

    private CargoTree(CargoManifest root)
    {
        Root = root;
        var members = root.StringsOf(root.Workspace, "members").ToArray();
        Literals = [.. members.Where(m => m.Value.IndexOfAny(Wildcards) < 0).Select(m => (m, Resolve(m))).Where(m => m.Item2 is not null).Select(m => (m.m, m.Item2!.Value))];
        _globs = [.. members.Where(m => m.Value.IndexOfAny(Wildcards) >= 0).Select(Glob).OfType<(RelativePath, RustGlob)>()];
        _excluded = [.. root.StringsOf(root.Workspace, "exclude").Select(Resolve).OfType<RelativePath>()];
    }

    public CargoManifest Root { get; }

    public RelativePath Directory => Root.Directory;

    /// <summary>The members that are named rather than matched.</summary>
    public ImmutableArray<(TomlString Written, RelativePath Directory)> Literals { get; }

    /// <summary>The workspace that a manifest declares; null when it declares none. Bad patterns are reported to the manifest.</summary>
    public static CargoTree? Of(CargoManifest manifest) => manifest.Workspace is null ? null : new CargoTree(manifest);

    /// <summary>Whether the folder is below the workspace's root and not the root itself.</summary>
    public bool Surrounds(RelativePath directory) => directory != Directory && directory.IsWithin(Directory);

    /// <summary>Whether <c>members</c> names the folder.</summary>
    public bool Matches(RelativePath directory) =>
        Literals.Any(l => l.Directory == directory) || _globs.Any(g => directory.IsWithin(g.Base) && g.Glob.Matches(Below(directory, g.Base)));

    /// <summary>Whether <c>exclude</c> keeps the folder out; what is below a named member is never kept out.</summary>
    public bool Excludes(RelativePath directory) =>
        _excluded.Any(directory.IsWithin) && !Literals.Any(l => directory.IsWithin(l.Directory));

    private RelativePath? Resolve(TomlString written)
    {
        if (Directory.TryCombine(written.Value, out var path))
        {
            return path;
        }

        Root.Report(written.Span, $"{Root.Path}: '{written.Value}' is no folder of this repository.");
        return null;
    }

    /// <summary>Leading <c>..</c> are taken off before the rest is read as a pattern.</summary>
    private (RelativePath, RustGlob)? Glob(TomlString written)
    {
        var segments = written.Value.Split('/', '\\').SkipWhile(s => s is "" or ".").ToArray();
        var climbs = segments.TakeWhile(s => s == "..").Count();
        if (Directory.TryCombine(string.Join('/', segments[..climbs]), out var from) && RustGlob.Parse(string.Join('/', segments[climbs..])) is { } glob)
        {
            return (from, glob);
        }

        Root.Report(written.Span, $"{Root.Path}: '{written.Value}' is not a pattern for folders of this repository; Cargo knows ?, *, [abc], [!abc] and ** as a whole segment.");
        return null;
    }

    private static string Below(RelativePath directory, RelativePath ancestor) =>
        ancestor.IsRoot ? directory.Value : directory == ancestor ? "" : directory.Value[(ancestor.Value.Length + 1)..];
}
