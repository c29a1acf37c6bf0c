using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Files;

/// <summary>
/// The workspace's files on disk. A symbolic link below the root is followed only when its target lies below the root too;
/// the root itself may be reached through links. Guards against what a repository may contain, not against somebody who
/// swaps links while it runs.
/// </summary>
public sealed class WorkspaceFileSystem : IFileSystem
{
    private readonly Lazy<string> _realRoot;

    /// <summary>The files below an absolute directory.</summary>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public WorkspaceFileSystem(string root)
    {
        if (!Path.IsPathFullyQualified(root))
        {
            throw new ArgumentException($"'{root}' is not an absolute path.", nameof(root));
        }

        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _realRoot = new Lazy<string>(() => LinkResolver.RealPath(Root) ?? Root);
    }

    /// <inheritdoc/>
    public string Root { get; }

    /// <inheritdoc/>
    public string Absolute(RelativePath path) =>
        path.IsRoot ? Root : Path.Join(Root, path.Value.Replace('/', Path.DirectorySeparatorChar));

    /// <inheritdoc/>
    public bool FileExists(RelativePath path) => Resolve(path) is { } real && File.Exists(real);

    /// <inheritdoc/>
    public bool DirectoryExists(RelativePath path) => Resolve(path) is { } real && Directory.Exists(real);

    /// <inheritdoc/>
    public byte[] Read(RelativePath path)
    {
        var real = ResolveOrThrow(path);
        try
        {
            return File.ReadAllBytes(real);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ReleaseException(FileCodes.Unreadable.At(new SourceLocation(path.ToString()), WhyUnreadable(real, e)), e);
        }
    }

    /// <inheritdoc/>
    public void Write(RelativePath path, ReadOnlySpan<byte> bytes)
    {
        var real = ResolveForChange(path);
        try
        {
            AtomicFile.Replace(real, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unwritable(path, real, "written", e);
        }
    }

    /// <inheritdoc/>
    public void Delete(RelativePath path)
    {
        var real = ResolveForChange(path);
        try
        {
            if (File.Exists(real))
            {
                File.Delete(real);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unwritable(path, real, "removed", e);
        }
    }

    private static ReleaseException Unwritable(RelativePath path, string real, string what, Exception e) => new(
        FileCodes.Unwritable.At(
            new SourceLocation(path.ToString()),
            $"The file cannot be {what} and is unchanged: {e.Message} Give this user the right to write in '{Path.GetDirectoryName(real)}', or make room on the disk."),
        e);

    private static string WhyUnreadable(string real, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "The file does not exist. Create it, or correct the path that names it.",
        _ when Directory.Exists(real) => "The path is a directory where a file is expected. Correct the path that names it.",
        UnauthorizedAccessException => "This user may not read the file. Give it the right to.",
        _ => $"The file cannot be read: {e.Message}",
    };

    private string ResolveForChange(RelativePath path) => path.Value.Split('/').Contains(".git", StringComparer.OrdinalIgnoreCase)
        ? throw new ReleaseException(FileCodes.Outside.At(
            new SourceLocation(path.ToString()), "The path belongs to git, not to the workspace; it is not changed. Name a file of the workspace instead."))
        : ResolveOrThrow(path);

    private string ResolveOrThrow(RelativePath path) =>
        Resolve(path) ?? throw new ReleaseException(FileCodes.Outside.At(
            new SourceLocation(path.ToString()),
            "The path goes through a symbolic link that leads out of the workspace, or in a circle; it is neither read nor written. " +
            "Replace the link by the file itself, or move its target below the workspace root."));

    /// <summary>The place itself, behind any links, or null when that is not below the root.</summary>
    private string? Resolve(RelativePath path)
    {
        if (path.IsRoot)
        {
            return Root;
        }

        var place = Root;
        foreach (var segment in path.Value.Split('/'))
        {
            place = Path.Join(place, segment);
            if (LinkResolver.IsLink(place))
            {
                return ResolveThroughLinks(path);
            }
        }

        return place;
    }

    private string? ResolveThroughLinks(RelativePath path)
    {
        var real = LinkResolver.RealPath(Absolute(path));
        return real is not null && real.StartsWith(Path.Join(_realRoot.Value, Path.DirectorySeparatorChar.ToString()), StringComparison.Ordinal)
            ? real
            : null;
    }
}
