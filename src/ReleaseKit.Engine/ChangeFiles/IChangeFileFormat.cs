using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>How one tool writes down changes: which files, and what is in them.</summary>
public interface IChangeFileFormat
{
    /// <summary>The name of the format, such as <c>changesets</c>.</summary>
    string Name { get; }

    /// <summary>The folder that holds the files.</summary>
    RelativePath Folder { get; }

    /// <summary>Whether a file of the workspace is a change file of this format.</summary>
    bool Includes(RelativePath path);

    /// <summary>Reads a file.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="warnings">Takes what the file says and nobody will do.</param>
    /// <exception cref="ReleaseException"><c>RK-CHANGE-SYNTAX</c>, <c>RK-CHANGE-TYPE</c>, each with its place.</exception>
    ChangeFile Read(SourceText source, ICollection<Diagnostic> warnings);

    /// <summary>The file for a new change, below the workspace root, and its text.</summary>
    /// <param name="change">What to write.</param>
    /// <param name="name">A name for it, of lower-case letters and hyphens, without an extension.</param>
    (RelativePath Path, string Text) Write(NewChange change, string name);
}
