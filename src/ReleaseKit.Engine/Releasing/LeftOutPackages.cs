using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Tells of packages that are not in a workspace because version control keeps their files elsewhere, by manifests named like those that are.</summary>
internal static class LeftOutPackages
{
    /// <summary>Submodules with a manifest at their top.</summary>
    public static IEnumerable<Diagnostic> Submodules(LeftOut left, IReadOnlySet<string> manifests, IFileSystem files) =>
        from path in left.Submodules
        where RelativePath.TryParse(path, out _)
        let folder = RelativePath.Parse(path)
        let manifest = manifests.Order(StringComparer.Ordinal).FirstOrDefault(name => folder.TryCombine(name, out var file) && files.FileExists(file))
        where manifest is not null
        select GitCodes.Submodule.At(new SourceLocation(".gitmodules"), $"{DisplayText.Line(path)} is a submodule with a {manifest}: what is in it is released in its own repository, and no package here.");

    /// <summary>Manifests that a sparse checkout leaves out; what was installed is nobody's.</summary>
    public static ImmutableArray<string> Sparse(LeftOut left, IReadOnlySet<string> manifests) =>
        [.. left.Sparse.Where(path => manifests.Contains(Path.GetFileName(path)) && !path.Split('/').Contains("node_modules"))];
}
