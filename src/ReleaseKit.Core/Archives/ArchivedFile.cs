namespace ReleaseKit.Core.Archives;

/// <summary>One entry of an archive.</summary>
/// <param name="Name">Its path, as written.</param>
/// <param name="Kind">The type as the format writes it: <c>0</c> a file, <c>1</c> and <c>2</c> links, <c>5</c> a folder.</param>
/// <param name="Content">Its bytes; empty for what is no file.</param>
public sealed record ArchivedFile(string Name, char Kind, ReadOnlyMemory<byte> Content)
{
    /// <summary>Whether it is an ordinary file.</summary>
    public bool IsFile => Kind == TapeArchive.File;
}
