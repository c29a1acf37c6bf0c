using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Finds the change files of a workspace, reads them, and learns from git which commit added each.</summary>
public sealed class ChangeFileReader
{
    private readonly IFileSystem _files;
    private readonly GitRepository _git;

    /// <summary>A reader of one work tree.</summary>
    public ChangeFileReader(IFileSystem files, GitRepository git)
    {
        _files = files;
        _git = git;
    }

    /// <summary>Reads every change file.</summary>
    /// <param name="formats">The formats in use.</param>
    /// <param name="listing">All files of the workspace; ignored ones are not among them.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ReleaseException">Every problem of every file: <c>RK-CHANGE-SYNTAX</c>, <c>RK-CHANGE-TYPE</c>, <c>RK-MANIFEST-ENCODING</c>.</exception>
    public async Task<FoundChangeFiles> ReadAsync(
        ImmutableArray<IChangeFileFormat> formats, ImmutableArray<RelativePath> listing, CancellationToken cancellationToken)
    {
        var read = ImmutableArray.CreateBuilder<ChangeFile>();
        var warnings = new List<Diagnostic>();
        var problems = new List<Diagnostic>();
        foreach (var path in listing.Order())
        {
            if (formats.FirstOrDefault(f => f.Includes(path)) is not { } format)
            {
                continue;
            }

            try
            {
                read.Add(format.Read(SourceText.Decode(path.Value, _files.Read(path)), warnings));
            }
            catch (ReleaseException e)
            {
                problems.AddRange(e.Diagnostics);
            }
        }

        if (problems.Count > 0)
        {
            throw new ReleaseException(problems);
        }

        var commits = await _git.AddingCommitsAsync([.. read.Select(file => file.Path)], cancellationToken);
        return new FoundChangeFiles([.. read.Select(file => file with { Commit = commits.GetValueOrDefault(file.Path) })], [.. warnings]);
    }
}
