using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

/// <summary>A real repository in a folder with a blank and a letter beyond ASCII, driven by the real git.</summary>
public abstract class GitTestBase : IDisposable
{
    protected GitTestBase() => Repository = GitRepositoryBuilder.Init(Scratch.File("wörk tree"));

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ScratchDirectory Scratch { get; } = new();

    protected GitRepositoryBuilder Repository { get; }

    public void Dispose()
    {
        Scratch.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static RelativePath Rel(string path) => RelativePath.Parse(path);

    protected static ProcessRunner Runner(params (string Name, string? Value)[] changes)
    {
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All());
        foreach (var (name, value) in GitRepositoryBuilder.Identity.Select(v => (v.Key, (string?)v.Value)).Concat(changes))
        {
            variables.Remove(name);
            if (value is not null)
            {
                variables[name] = value;
            }
        }

        return new ProcessRunner(new SnapshotEnvironment(variables));
    }

    protected Task<GitRepository> OpenAsync(string below = "", params (string Name, string? Value)[] changes) =>
        GitRepository.OpenAsync(Runner(changes), Path.Combine(Repository.Path, below).TrimEnd(Path.DirectorySeparatorChar), Cancellation);
}
