using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Tests.Releasing;

/// <summary>Real files, until a number of changes has been made; from then on every change fails, as in a process that is killed.</summary>
internal sealed class DyingFileSystem(IFileSystem inner, int changes) : IFileSystem
{
    private int _left = changes;

    public string Root => inner.Root;

    public string Absolute(RelativePath path) => inner.Absolute(path);

    public bool FileExists(RelativePath path) => inner.FileExists(path);

    public bool DirectoryExists(RelativePath path) => inner.DirectoryExists(path);

    public byte[] Read(RelativePath path) => inner.Read(path);

    public void Write(RelativePath path, ReadOnlySpan<byte> bytes)
    {
        Live();
        inner.Write(path, bytes);
    }

    public void Delete(RelativePath path)
    {
        Live();
        inner.Delete(path);
    }

    private void Live()
    {
        if (_left-- <= 0)
        {
            throw new ReleaseKit.Core.Diagnostics.ReleaseException(ReleaseKit.Core.Diagnostics.FileCodes.Unwritable.Create("killed"));
        }
    }
}
