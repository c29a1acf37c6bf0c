using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>Throw-away work trees that share the store of the repository.</summary>
internal sealed class MercurialWorktrees : IWorktrees
{
    private readonly IProcessRunner _processes;
    private readonly RepositoryFacts _facts;

    public MercurialWorktrees(IProcessRunner processes, RepositoryFacts facts) => (_processes, _facts) = (processes, facts);

    /// <inheritdoc/>
    public async Task AddAsync(string path, string commit, CancellationToken cancellationToken)
    {
        await RemoveAsync(path, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await new HgClient(_processes, _facts.TopLevel, _facts.Hooks).RunAsync(["share", "--quiet", "--noupdate", _facts.TopLevel, path], cancellationToken);
        await new HgClient(_processes, path, _facts.Hooks).RunAsync(["update", "--quiet", "--rev", HgClient.Quote(commit)], cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Forget(string path)
    {
        // The repository knows nothing of those that share its store.
    }

    /// <inheritdoc/>
    public async Task<string> CloneAsync(string folder, CancellationToken cancellationToken)
    {
        var (remote, work) = (Path.Combine(folder, "remote"), Path.Combine(folder, "work"));
        var hg = new HgClient(_processes, folder, _facts.Hooks);
        await hg.RunAsync(["clone", "--quiet", "--noupdate", _facts.TopLevel, remote], cancellationToken);
        await hg.RunAsync(["clone", "--quiet", "--updaterev", _facts.Head, remote, work], cancellationToken);

        // A rehearsal pushes to a remote of that name, whatever the version control system.
        var settings = Path.Combine(work, MercurialRepository.Folder, "hgrc");
        await File.AppendAllTextAsync(settings, $"[paths]\norigin = {remote}\n", cancellationToken);

        // A clone does not inherit the repository's own settings.
        var name = (await new HgClient(_processes, _facts.TopLevel, _facts.Hooks).RunAsync(["config", "ui.username"], cancellationToken, 1)).Output.Trim();
        if (name.Length > 0 && !name.Contains('\n', StringComparison.Ordinal))
        {
            await File.AppendAllTextAsync(settings, $"[ui]\nusername = {name}\n", cancellationToken);
        }

        return work;
    }
}
