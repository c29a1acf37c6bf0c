using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.ChangeFiles.Changesets;

/// <summary>A repository that changesets is set up in.</summary>
/// <param name="Configuration">Its <c>.changeset/config.json</c>.</param>
/// <param name="Semantics">Whose rules it follows.</param>
/// <param name="Prerelease">The tag of <c>.changeset/pre.json</c>; null when there is no such file.</param>
/// <param name="Warnings">What the configuration says and nobody will do.</param>
public sealed record ChangesetsRepository(
    ChangesetsConfiguration Configuration, ReleaseSemantics Semantics, string? Prerelease, ImmutableArray<Diagnostic> Warnings)
{
    private static readonly RelativePath Manifest = RelativePath.Parse("package.json");
    private static readonly RelativePath PrereleaseFile = ChangesetsFormat.Directory.Combine("pre.json");

    /// <summary>Whether a workspace has the configuration of changesets.</summary>
    public static bool IsIn(IFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.FileExists(ChangesetsConfiguration.Path);
    }

    /// <summary>Reads what there is.</summary>
    /// <param name="files">The workspace's files, with a configuration of changesets.</param>
    /// <param name="semantics">The version of changesets to follow; null for the one that the root manifest depends on.</param>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-CHANGESETS-CONFIG</c>.</exception>
    public static ChangesetsRepository Read(IFileSystem files, ReleaseSemantics? semantics)
    {
        ArgumentNullException.ThrowIfNull(files);
        var warnings = new List<Diagnostic>();
        var configuration = ChangesetsConfigurationReader.Read(Source(files, ChangesetsConfiguration.Path), warnings);
        return new ChangesetsRepository(configuration, semantics ?? Detect(files), Tag(files), [.. warnings]);
    }

    /// <summary>Version 2 when the root manifest asks for it, otherwise 3.</summary>
    private static ReleaseSemantics Detect(IFileSystem files)
    {
        var root = files.FileExists(Manifest) ? JsonDocumentSyntax.Parse(Source(files, Manifest)).Root : null;
        var range = root?.FindString("devDependencies", "@changesets/cli") ?? root?.FindString("dependencies", "@changesets/cli");
        return range?.Value.FirstOrDefault(char.IsAsciiDigit) == '2' ? ReleaseSemantics.Changesets2 : ReleaseSemantics.Changesets3;
    }

    private static string? Tag(IFileSystem files) => files.FileExists(PrereleaseFile)
        ? JsonDocumentSyntax.Parse(Source(files, PrereleaseFile)).Root.FindString("tag")?.Value ?? ""
        : null;

    private static SourceText Source(IFileSystem files, RelativePath path) => SourceText.Decode(path.Value, files.Read(path));

    /// <summary>Refuses prerelease mode.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGESETS-PRE</c>.</exception>
    public void RefusePrerelease()
    {
        if (Prerelease is { } tag)
        {
            throw new ReleaseException(ChangesetsCodes.Pre.At(
                new SourceLocation(PrereleaseFile.Value),
                $"This repository is in the prerelease mode of changesets, tag '{DisplayText.Line(tag)}'. Delete {PrereleaseFile}, and release prereleases with -p:ReleaseChannel={DisplayText.Line(tag)}; the next release without a channel is the stable one."));
        }
    }
}
