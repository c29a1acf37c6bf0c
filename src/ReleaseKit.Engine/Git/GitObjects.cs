using System.Text;
using ReleaseKit.Core.Diagnostics;

using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Writes and reads objects and refs that no branch leads to, and asks how commits lie to each other. The work tree and the index are left alone, except by <see cref="FastForwardAsync"/>.</summary>
public sealed class GitObjects : IObjectStore
{
    private readonly GitClient _git;

    internal GitObjects(GitClient git) => _git = git;

    /// <inheritdoc/>
    public async Task<string> WriteAsync(string text, CancellationToken cancellationToken) =>
        (await _git.RunAsync(["hash-object", "-w", "--stdin"], cancellationToken, text)).Output.Trim();

    /// <inheritdoc/>
    public async Task<string> CommitFilesAsync(IReadOnlyDictionary<string, string> files, IEnumerable<string> parents, string message, CancellationToken cancellationToken)
    {
        var blobs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in files)
        {
            blobs[name] = await WriteAsync(text, cancellationToken);
        }

        return await CommitAsync(blobs, parents, message, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> CommitAsync(IReadOnlyDictionary<string, string> blobs, IEnumerable<string> parents, string message, CancellationToken cancellationToken)
    {
        var entries = new StringBuilder();
        foreach (var (name, blob) in blobs.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            entries.Append("100644 blob ").Append(blob).Append('\t').Append(name).Append('\n');
        }

        var tree = await _git.RunAsync(["mktree"], cancellationToken, entries.ToString());
        var commit = await _git.RunAsync(
            // A name of our own where the machine has none; nobody signs what only machines read.
            ["-c", "user.name=ReleaseKit", "-c", "user.email=releasekit@localhost", "commit-tree", "--no-gpg-sign", tree.Output.Trim(), .. parents.SelectMany(p => new[] { "-p", p }), "-F", "-"],
            cancellationToken, message);
        return commit.Output.Trim();
    }

    /// <inheritdoc/>
    public async Task<string?> ReadFileAsync(string commit, string name, CancellationToken cancellationToken)
    {
        var exists = await _git.RunAsync(["cat-file", "-e", $"{commit}:{name}"], cancellationToken, null, 1, 128);
        if (!exists.Succeeded)
        {
            return null;
        }

        var text = "";
        await _git.StreamAsync(
            ["cat-file", "blob", $"{commit}:{name}"],
            stream =>
            {
                using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
                text = reader.ReadToEnd();
                return true;
            },
            cancellationToken);
        return text;
    }

    /// <inheritdoc/>
    public async Task<string?> FindRefAsync(string name, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", name], cancellationToken, null, 1, 128);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> TagObjectsAsync(CancellationToken cancellationToken) =>
        (await _git.RecordsAsync(["for-each-ref", "--format=%(objectname) %(refname:strip=2)", "refs/tags"], '\n', cancellationToken))
            .Select(line => line.Split(' ', 2)).ToDictionary(fields => fields[1], fields => fields[0], StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task SetRefAsync(string name, string? value, CancellationToken cancellationToken)
    {
        if (value is not null)
        {
            await _git.RunAsync(["update-ref", name, value], cancellationToken);
        }
        else if (await FindRefAsync(name, cancellationToken) is not null)
        {
            await _git.RunAsync(["update-ref", "-d", name], cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> IsAncestorAsync(string ancestor, string commit, CancellationToken cancellationToken) =>
        (await _git.RunAsync(["merge-base", "--is-ancestor", ancestor, commit], cancellationToken, null, 1, 128)).Succeeded;

    /// <inheritdoc/>
    public async Task<string?> BranchPointAsync(string commit, string other, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["merge-base", commit, other], cancellationToken, null, 1);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <inheritdoc/>
    public async Task<string?> ParentAsync(string commit, CancellationToken cancellationToken) => await FindRefAsync(commit + "^1", cancellationToken);

    /// <inheritdoc/>
    public async Task FastForwardAsync(string commit, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["merge", "--ff-only", "--quiet", "--no-stat", commit], cancellationToken, null, 1, 2, 128);
        if (!result.Succeeded)
        {
            throw new ReleaseException(CheckCodes.Dirty.Create($"The release commit {commit[..10]} cannot be checked out: {Core.Text.DisplayText.Line(result.Error.Trim())}. Commit or stash what is in its way, then run again."));
        }
    }
}
