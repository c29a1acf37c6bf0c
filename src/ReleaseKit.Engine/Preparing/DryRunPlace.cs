using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>A folder outside the workspace for what a dry run fetches and checks out, so that the work tree and its repository are afterwards what they were.</summary>
public sealed class DryRunPlace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("releasekit-dry-");

    /// <summary>A place for dry runs over one repository.</summary>
    /// <param name="processes">Starts clients.</param>
    /// <param name="facts">The repository.</param>
    public DryRunPlace(IProcessRunner processes, RepositoryFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var objects = _folder.CreateSubdirectory("objects");
        Processes = new QuarantinedGit(processes, objects.FullName, Path.Combine(facts.CommonDirectory, "objects"));
    }

    /// <summary>Starts clients; what git fetches stays here.</summary>
    public IProcessRunner Processes { get; }

    /// <summary>Absolute path of the output folder.</summary>
    public string OutputPath => Path.Combine(_folder.FullName, "out");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes &= ~FileAttributes.ReadOnly; // Objects of git are.
        }

        _folder.Delete(recursive: true);
    }
}
