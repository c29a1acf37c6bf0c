using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Mercurial;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Vcs;

/// <summary>Opens repositories, whatever version control system they belong to: that of the nearest folder that is one. Git goes first where a folder is both.</summary>
public static class Repositories
{
    /// <summary>Opens the repository that holds a directory.</summary>
    /// <param name="processes">Starts the client.</param>
    /// <param name="root">Absolute path of the workspace root, which may lie below the repository's top level.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    /// <exception cref="ReleaseException"><c>RK-GIT-NOT-A-REPOSITORY</c>, <c>RK-GIT-UNBORN</c>, <c>RK-TOOL-MISSING</c>.</exception>
    public static async Task<IRepository> OpenAsync(IProcessRunner processes, string root, CancellationToken cancellationToken) => IsMercurial(root)
        ? await MercurialRepository.OpenAsync(processes, root, cancellationToken)
        : await GitRepository.OpenAsync(processes, root, cancellationToken);

    /// <summary>The repository as another object has found it.</summary>
    public static IRepository Open(IProcessRunner processes, string root, RepositoryFacts facts) => IsMercurial(root)
        ? MercurialRepository.Open(processes, root, facts)
        : GitRepository.Open(processes, root, facts);

    private static bool IsMercurial(string root)
    {
        for (var folder = Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return false;
            }

            if (Directory.Exists(Path.Combine(folder, MercurialRepository.Folder)))
            {
                return true;
            }
        }

        return false;
    }
}
