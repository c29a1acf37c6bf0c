using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>A throw-away work tree of a commit in the output folder, and the workspace in it. A kill leaves it behind; the next one takes its place.</summary>
public sealed class ReleaseTree : IAsyncDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly PreparationServices _services;
    private readonly string _path;
    private readonly FileLock _lock;

    private readonly ImmutableArray<UpstreamRelease> _upstream;

    private ReleaseTree(PreparationServices services, string path, FileLock alone, ImmutableArray<UpstreamRelease> upstream)
    {
        _upstream = upstream;
        _services = services;
        _path = path;
        _lock = alone;
        Files = null!;
        Git = null!;
        Workspace = null!;
    }

    /// <summary>The repository, seen from there.</summary>
    public IRepository Git { get; private set; }

    /// <summary>The workspace's files there.</summary>
    public IFileSystem Files { get; private set; }

    /// <summary>The workspace there.</summary>
    public DiscoveredWorkspace Workspace { get; private set; }

    /// <summary>Makes one. Another one of the same output folder is waited for.</summary>
    /// <param name="services">What to work with.</param>
    /// <param name="commit">Full object name.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static Task<ReleaseTree> CreateAsync(PreparationServices services, string commit, CancellationToken cancellationToken) => CreateAsync(services, commit, [], cancellationToken);

    /// <summary>Makes one in which the dependents of some releases of other repositories are looked for.</summary>
    /// <param name="services">What to work with.</param>
    /// <param name="commit">Full object name.</param>
    /// <param name="upstream">The releases.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<ReleaseTree> CreateAsync(PreparationServices services, string commit, ImmutableArray<UpstreamRelease> upstream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        var path = PathOf(services);
        var tree = new ReleaseTree(services, path, await FileLock.TakeAsync(path + ".lock", cancellationToken), upstream);
        try
        {
            await tree.CheckOutAsync(commit, cancellationToken);
            return tree;
        }
        catch
        {
            await tree.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes away what a run that was killed left behind; where another run works in it, that is left to it.</summary>
    public static async Task ClearAsync(PreparationServices services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        var path = PathOf(services);
        if (Directory.Exists(path) && FileLock.TryTake(path + ".lock") is { } alone)
        {
            await using var left = new ReleaseTree(services, path, alone, []);
        }
    }

    /// <summary>Checks another commit out there, and nothing but it.</summary>
    public async Task CheckOutAsync(string commit, CancellationToken cancellationToken)
    {
        await _services.Git.Worktrees().AddAsync(_path, commit, cancellationToken);
        var root = Path.Combine(_path, _services.Git.Facts.Prefix.Replace('/', Path.DirectorySeparatorChar)).TrimEnd(Path.DirectorySeparatorChar);
        Git = await Repositories.OpenAsync(_services.Processes, root, cancellationToken);
        Git.HistoryCache = _services.Git.HistoryCache;
        Files = new WorkspaceFileSystem(root);
        Workspace = await _services.Discover(root, _upstream, cancellationToken);
    }

    /// <summary>Writes and deletes files.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-FILE-UNWRITABLE</c>.</exception>
    public void Write(ImmutableArray<WriteFile> effects)
    {
        foreach (var effect in effects)
        {
            if (effect.After is { } text)
            {
                Files.Write(effect.File, Utf8.GetBytes(text));
            }
            else
            {
                Files.Delete(effect.File);
            }
        }
    }

    /// <summary>Writes files and commits exactly those.</summary>
    /// <returns>The commit's full object name.</returns>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-GIT-IDENTITY</c>, <c>RK-FILE-UNWRITABLE</c>.</exception>
    public async Task<string> CommitAsync(ImmutableArray<WriteFile> effects, string message, CancellationToken cancellationToken)
    {
        Write(effects);
        RelativePath[] files = [.. effects.Select(e => e.File)];
        if (files.Length == 0 || !await Git.Writer().CommitAsync(files, message, cancellationToken))
        {
            await Git.Branches().CommitEmptyAsync(message, cancellationToken);
        }

        await Git.RefreshAsync(cancellationToken);
        return Git.Facts.Head;
    }

    private static string PathOf(PreparationServices services) => Path.Combine(services.OutputPath, "prepare", "tree");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _services.Git.Worktrees().RemoveAsync(_path, CancellationToken.None);
        }
        finally
        {
            _lock.Dispose();
        }
    }
}
