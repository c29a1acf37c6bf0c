using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Where a workspace has change files.</summary>
/// <param name="Formats">The formats in use, that of <c>.changeset/</c> first.</param>
/// <param name="Files">The change files, each with its format, in ordinal order of path.</param>
public sealed record ChangeFileSources(ImmutableArray<IChangeFileFormat> Formats, ImmutableArray<(RelativePath Path, IChangeFileFormat Format)> Files)
{
    /// <summary>A workspace without any.</summary>
    public static ChangeFileSources None { get; } = new([new ChangesetsFormat()], []);

    /// <summary>Finds them.</summary>
    /// <param name="files">The workspace's files.</param>
    /// <param name="listing">All of its files; ignored ones are not among them.</param>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>: <c>knope.toml</c> cannot be read.</exception>
    public static ChangeFileSources Find(IFileSystem files, ImmutableArray<RelativePath> listing)
    {
        var formats = ChangeFileFormats.Detect(files, listing);
        return new ChangeFileSources(
            formats,
            [
                .. from path in listing.Order()
                   let format = formats.FirstOrDefault(f => f.Includes(path))
                   where format is not null
                   select (path, format),
            ]);
    }
}
