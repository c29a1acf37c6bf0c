using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Reads the change files of a workspace.</summary>
public sealed class ChangeFileReader
{
    private readonly IFileSystem _files;

    /// <summary>A reader of one work tree.</summary>
    public ChangeFileReader(IFileSystem files) => _files = files;

    /// <summary>Reads every change file; which commits added them is for history to tell.</summary>
    /// <param name="sources">The files, with the formats in use.</param>
    /// <param name="workspace">The packages, for names that mean all of them.</param>
    /// <exception cref="ReleaseException">Every problem of every file: <c>RK-CHANGE-SYNTAX</c>, <c>RK-CHANGE-TYPE</c>, <c>RK-MANIFEST-ENCODING</c>.</exception>
    public FoundChangeFiles Read(ChangeFileSources sources, Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var read = ImmutableArray.CreateBuilder<ChangeFile>();
        var warnings = new List<Diagnostic>();
        var problems = new List<Diagnostic>();
        var names = new ForeignNames(_files, workspace);
        foreach (var (path, format) in sources.Files)
        {
            try
            {
                read.Add(names.Resolve(format.Read(SourceText.Decode(path.Value, _files.Read(path)), warnings), format));
            }
            catch (ReleaseException e)
            {
                problems.AddRange(e.Diagnostics);
            }
        }

        return problems.Count == 0 ? new FoundChangeFiles(read.ToImmutable(), [.. warnings]) : throw new ReleaseException(problems);
    }
}
