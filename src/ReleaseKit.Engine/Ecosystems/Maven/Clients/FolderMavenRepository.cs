using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>A repository in a folder of this machine, <c>file:///srv/maven</c>. A file appears in it whole or not at all.</summary>
/// <param name="root">Its address.</param>
internal sealed class FolderMavenRepository(Uri root) : IMavenRepository
{
    private readonly string _root = root.LocalPath;

    /// <inheritdoc/>
    public Uri AddressOf(string path) => new(PathOf(path));

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(path), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RegistryRequests.Unreachable(AddressOf(path), e);
        }
    }

    /// <inheritdoc/>
    public Task<bool> HasAsync(string path, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(path)));

    /// <inheritdoc/>
    public async Task DownloadAsync(string path, string destination, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(path, cancellationToken) ??
            throw new ReleaseException(RegistryCodes.Answer.Create($"{AddressOf(path)} was there a moment ago and is not any more. Run again."));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            await File.WriteAllBytesAsync(destination, content, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(FileCodes.Unwritable.Create($"'{destination}' cannot be written: {e.Message} Give this user the right to write there, or make room."), e);
        }
    }

    /// <inheritdoc/>
    public async Task<WriteAnswer> WriteAsync(string path, Func<Stream> content, CancellationToken cancellationToken)
    {
        var target = PathOf(path);
        var partial = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await using (var from = content())
            await using (var to = new FileStream(partial, FileMode.CreateNew, FileAccess.Write))
            {
                await from.CopyToAsync(to, cancellationToken);
            }

            File.Move(partial, target, overwrite: true);
            return WriteAnswer.Taken;
        }
        catch (UnauthorizedAccessException e)
        {
            return new WriteAnswer(System.Net.HttpStatusCode.Forbidden, e.Message);
        }
        catch (IOException e)
        {
            return new WriteAnswer(Status: null, e.Message);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private string PathOf(string path) => Path.GetFullPath(Path.Combine(_root, path));
}
