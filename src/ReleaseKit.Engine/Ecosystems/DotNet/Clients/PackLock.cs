using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>
/// Lets one pack run at a time in a workspace, whatever process asks: projects that share references build into the same
/// <c>obj</c> folders, where parallel builds spoil each other's files.
/// </summary>
internal sealed class PackLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private PackLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock. It ends with the process that holds it, however that ends.</summary>
    /// <param name="path">The lock's file, which stays behind empty.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ReleaseException"><c>RK-FILE-UNWRITABLE</c>: the file cannot be made.</exception>
    public static async Task<PackLock> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new PackLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ReleaseException(FileCodes.Unwritable.Create($"'{path}' cannot be written: {e.Message} Give this user the right to write there."), e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
