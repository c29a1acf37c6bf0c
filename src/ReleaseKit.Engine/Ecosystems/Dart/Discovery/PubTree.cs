using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart.Discovery;

/// <summary>
/// One definition of a workspace: the list <c>workspace</c> of a pubspec, whose items are folders and, since Dart 3.11, globs
/// (dart.dev/tools/pub/workspaces), or the globs <c>packages</c> and <c>ignore</c> of Melos, in <c>melos.yaml</c> or below
/// <c>melos</c> in a pubspec.
/// </summary>
internal sealed class PubTree
{
    public const string MelosFile = "melos.yaml";

    private static readonly char[] Wildcards = ['*', '?', '[', '{'];
    private readonly PubspecManifest _declaredIn;
    private readonly ImmutableArray<DirectoryGlob> _globs;
    private readonly ImmutableArray<DirectoryGlob> _ignored;

    private PubTree(PubspecManifest declaredIn, IEnumerable<YamlScalarSyntax> members, IEnumerable<YamlScalarSyntax> ignored, bool isMelos)
    {
        _declaredIn = declaredIn;
        IsMelos = isMelos;
        var written = members.ToArray();
        _globs = [.. written.Where(IsGlob).Select(Glob).OfType<DirectoryGlob>()];
        _ignored = [.. ignored.Select(Glob).OfType<DirectoryGlob>()];
        Literals = [.. written.Where(m => !IsGlob(m)).Select(Resolve).OfType<(YamlScalarSyntax, RelativePath)>()];
    }

    public RelativePath Directory => _declaredIn.Directory;

    /// <summary>Whether Melos links the members, which then do not say that they are members.</summary>
    public bool IsMelos { get; }

    /// <summary>Whether the folder of the definition is a member too.</summary>
    public bool HasRoot { get; private init; }

    /// <summary>The members that are named rather than matched.</summary>
    public ImmutableArray<(YamlScalarSyntax Written, RelativePath Directory)> Literals { get; }

    /// <summary>What a pubspec defines by pub's own rules; null when it defines nothing. Bad patterns are reported to the manifest.</summary>
    public static PubTree? OfPub(PubspecManifest manifest) =>
        manifest.Root?["workspace"] is null ? null : new PubTree(manifest, manifest.TextsOf(manifest.Root, "workspace"), [], isMelos: false) { HasRoot = true };

    /// <summary>What a <c>melos.yaml</c>, or <c>melos</c> in a pubspec, defines; null when it names no packages.</summary>
    public static PubTree? OfMelos(PubspecManifest file)
    {
        var settings = file.Path.FileName == MelosFile ? file.Root : file.MappingOf(file.Root, "melos");
        return settings?["packages"] is null
            ? null
            : new PubTree(file, file.TextsOf(settings, "packages"), file.TextsOf(settings, "ignore"), isMelos: true) { HasRoot = settings.FindScalar("useRootAsPackage")?.Value == "true" };
    }

    /// <summary>Whether the folder is below the definition's folder, or it.</summary>
    public bool Surrounds(RelativePath directory) => directory.IsWithin(Directory);

    /// <summary>Whether the definition names the folder.</summary>
    public bool Matches(RelativePath directory) =>
        (Literals.Any(l => l.Directory == directory) || _globs.Any(g => g.Matches(directory))) && !_ignored.Any(g => g.Matches(directory));

    public void Report(TextSpan at, string message) => _declaredIn.Report(at, $"{_declaredIn.Path}: {message}");

    private static bool IsGlob(YamlScalarSyntax text) => text.Value.IndexOfAny(Wildcards) >= 0;

    private (YamlScalarSyntax, RelativePath)? Resolve(YamlScalarSyntax written)
    {
        if (Directory.TryCombine(written.Value, out var path))
        {
            return (written, path);
        }

        Report(written.Span, $"'{written.Value}' is no folder of this repository.");
        return null;
    }

    private DirectoryGlob? Glob(YamlScalarSyntax written)
    {
        if (DirectoryGlob.TryParse(Directory, written.Value, matchHidden: false, out var glob, out var problem))
        {
            return glob;
        }

        Report(written.Span, $"'{written.Value}' {problem}");
        return null;
    }
}
