using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Files;

/// <summary>The files of one workspace. Nothing outside its root can be reached, not even through a symbolic link.</summary>
public interface IFileSystem
{
    /// <summary>The absolute path of the workspace root.</summary>
    string Root { get; }

    /// <summary>The absolute path of a workspace path, for a client that is started there.</summary>
    string Absolute(RelativePath path);

    /// <summary>Whether a regular file is there.</summary>
    bool FileExists(RelativePath path);

    /// <summary>Whether a directory is there.</summary>
    bool DirectoryExists(RelativePath path);

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-FILE-UNREADABLE</c>, <c>RK-FILE-OUTSIDE</c>.</exception>
    byte[] Read(RelativePath path);

    /// <summary>Replaces a file in one step (temporary file and rename), keeping its permissions.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-FILE-UNWRITABLE</c>, <c>RK-FILE-OUTSIDE</c>.</exception>
    void Write(RelativePath path, ReadOnlySpan<byte> bytes);

    /// <summary>Removes a file; nothing happens when there is none.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-FILE-UNWRITABLE</c>, <c>RK-FILE-OUTSIDE</c>.</exception>
    void Delete(RelativePath path);
}
