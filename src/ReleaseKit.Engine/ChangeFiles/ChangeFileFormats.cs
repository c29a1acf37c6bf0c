using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Which formats of change files a workspace uses, told by what their tools leave at its root.</summary>
public static class ChangeFileFormats
{
    private static readonly RelativePath ChangesetsConfiguration = ChangesetsFormat.Directory.Combine("config.json");
    private static readonly RelativePath Knope = RelativePath.Parse("knope.toml");
    private static readonly RelativePath Rush = RelativePath.Parse("rush.json");
    private static readonly RelativePath Manifest = RelativePath.Parse("package.json");

    /// <summary>
    /// The formats to look for, the one of <c>.changeset/</c> first: it is always among them, for that is where changes are
    /// added. Folders with general names count only where the tool that they belong to is configured.
    /// </summary>
    /// <param name="files">The workspace's files.</param>
    /// <param name="listing">All of its files.</param>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>: <c>knope.toml</c> cannot be read.</exception>
    public static ImmutableArray<IChangeFileFormat> Detect(IFileSystem files, ImmutableArray<RelativePath> listing)
    {
        ArgumentNullException.ThrowIfNull(files);
        var formats = ImmutableArray.CreateBuilder<IChangeFileFormat>();
        formats.Add(files.FileExists(Knope) && !files.FileExists(ChangesetsConfiguration)
            ? new KnopeFormat(TomlDocument.Parse(SourceText.Decode(Knope.Value, files.Read(Knope))))
            : new ChangesetsFormat());
        if (files.FileExists(Rush))
        {
            formats.Add(new RushFormat());
        }

        if (UsesBeachball(files, listing))
        {
            formats.Add(new BeachballFormat());
        }

        var nx = new NxFormat();
        if (listing.Any(nx.Includes) || files.FileExists(RelativePath.Parse("nx.json")))
        {
            formats.Add(nx);
        }

        return formats.ToImmutable();
    }

    private static bool UsesBeachball(IFileSystem files, ImmutableArray<RelativePath> listing)
    {
        if (listing.Any(path => path.Parent.IsRoot && IsBeachballConfiguration(path.FileName)))
        {
            return true;
        }

        return Root(files) is { } manifest &&
            (manifest["beachball"] is not null || manifest.Find("devDependencies", "beachball") is not null || manifest.Find("dependencies", "beachball") is not null);
    }

    private static bool IsBeachballConfiguration(string name) =>
        name.StartsWith("beachball.config.", StringComparison.Ordinal) || name.StartsWith(".beachballrc", StringComparison.Ordinal);

    /// <summary>The root manifest; one that cannot be read is for the npm adapter to refuse.</summary>
    private static JsonObjectSyntax? Root(IFileSystem files)
    {
        try
        {
            return files.FileExists(Manifest) ? JsonDocumentSyntax.Parse(SourceText.Decode(Manifest.Value, files.Read(Manifest))).Root as JsonObjectSyntax : null;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
