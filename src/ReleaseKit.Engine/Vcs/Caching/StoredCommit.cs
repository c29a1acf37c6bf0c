using System.Text;

namespace ReleaseKit.Engine.Vcs.Caching;

/// <summary>What is kept of a commit: whatever any later question about packages can need.</summary>
/// <param name="Id">Full object name.</param>
/// <param name="Parents">Full object names.</param>
/// <param name="Seconds">Committer date in seconds since 1970.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Directories">Texts of the store: folders of the files it changes, relative to the repository's top level.</param>
/// <param name="Added">Files it adds in the folders that the store watches, relative to the repository's top level.</param>
/// <param name="Utf8Message">The whole message.</param>
internal sealed record StoredCommit(
    string Id, string[] Parents, long Seconds, Authorship Author, int[] Directories, string[] Added, ReadOnlyMemory<byte> Utf8Message)
{
    /// <summary>The whole message.</summary>
    public string Message => Encoding.UTF8.GetString(Utf8Message.Span);
}
