using System.Globalization;
using ReleaseKit.Core.Effects;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Turns a new change into a file that does not exist yet.</summary>
public sealed class ChangeFileWriter
{
    private readonly IFileSystem _files;
    private readonly ChangeFileSources _sources;

    /// <summary>A writer of one workspace.</summary>
    public ChangeFileWriter(IFileSystem files, ChangeFileSources sources)
    {
        _files = files;
        _sources = sources;
    }

    /// <summary>
    /// The format of new files: that of <c>.changeset/</c>, unless there is no such folder and the repository uses exactly one
    /// other format.
    /// </summary>
    public IChangeFileFormat Format => _sources.Formats is [_, var other] && !_files.DirectoryExists(ChangesetsFormat.Directory) ? other : _sources.Formats[0];

    /// <summary>The file to write.</summary>
    /// <param name="change">What it says.</param>
    /// <param name="head">The commit that is checked out, so that two branches choose different names.</param>
    public WriteFile Prepare(NewChange change, string head)
    {
        ArgumentNullException.ThrowIfNull(change);
        var content = string.Join('\n', [head, .. change.Packages, ChangeType.Name(change.Level), change.Text]);
        for (var attempt = 0; ; attempt++)
        {
            // Words run out some day; numbers do not.
            var name = ChangeFileNames.Create(content, attempt) + (attempt < 100 ? "" : attempt.ToString(CultureInfo.InvariantCulture));
            var (path, text) = Format.Write(change, name);
            if (!_files.FileExists(path))
            {
                return new WriteFile(path, null, text);
            }
        }
    }
}
