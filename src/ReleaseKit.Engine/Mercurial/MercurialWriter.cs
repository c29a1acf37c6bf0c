using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>Makes release commits, and tags that stay local until <see cref="MercurialRemotes"/> pushes them.</summary>
internal sealed class MercurialWriter : IRepositoryWriter
{
    private readonly HgClient _hg;
    private readonly RepositoryFacts _facts;

    public MercurialWriter(HgClient hg, RepositoryFacts facts)
    {
        _hg = hg;
        _facts = facts;
    }

    /// <inheritdoc/>
    public async Task RequireIdentityAsync(CancellationToken cancellationToken)
    {
        // Without one the client makes one up from the account and the host.
        var configured = await _hg.RunAsync(["config", "ui.username"], cancellationToken, 1);
        if (!configured.Succeeded || configured.Output.Trim().Length == 0)
        {
            throw new ReleaseException(GitCodes.Identity.Create(
                "Mercurial does not know who commits the release. Set username in the [ui] section of your hgrc (hg config --edit), such as: username = Jo Doe <jo@example.com>."));
        }
    }

    /// <inheritdoc/>
    public async Task<bool> CommitAsync(IReadOnlyCollection<RelativePath> files, string message, CancellationToken cancellationToken)
    {
        var changed = await ChangedAsync(files, cancellationToken);
        if (changed.Count == 0)
        {
            return false;
        }

        await RequireIdentityAsync(cancellationToken);
        var messageFile = Path.Combine(_facts.GitDirectory, "releasekit-commit-message");
        await File.WriteAllTextAsync(messageFile, message, cancellationToken);
        try
        {
            using var list = new PathList(_facts.GitDirectory, changed);
            await _hg.RunAsync(["addremove", "--quiet", list.Pattern], cancellationToken, 1);
            var committed = await _hg.RunAsync(["commit", "--quiet", "--logfile", messageFile, list.Pattern], cancellationToken, 1);
            return committed.Succeeded;
        }
        finally
        {
            File.Delete(messageFile);
        }
    }

    /// <inheritdoc/>
    public async Task UnstageAsync(IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken)
    {
        // Only what was about to be added is known beside the files themselves.
        var added = await _hg.RecordsAsync(["status", "-0", "-n", "-a"], '\0', cancellationToken);
        var ours = added.Intersect(files.Select(file => _facts.Prefix + file.Value), StringComparer.Ordinal).ToArray();
        if (ours.Length > 0)
        {
            using var list = new PathList(_facts.GitDirectory, ours);
            await _hg.RunAsync(["forget", "--quiet", list.Pattern], cancellationToken, 1);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TagAsync(string name, string commit, string message, CancellationToken cancellationToken)
    {
        var existing = await FindTagAsync(name, cancellationToken);
        if (existing is not null)
        {
            return existing == commit ? false : throw new ReleaseException(GitCodes.TagExists.Create(
                $"The tag {name} names commit {existing[..10]}, not {commit[..10]} that was released. Remove it if it is a mistake (hg tag --remove {name}), then run the release again."));
        }

        await RequireIdentityAsync(cancellationToken);
        await _hg.RunAsync(["tag", "--local", "--rev", HgClient.Quote(commit), "--", name], cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task DeleteTagAsync(string name, string expected, CancellationToken cancellationToken)
    {
        if (await FindTagAsync(name, cancellationToken) == expected)
        {
            if (!LocalTags.Remove(_facts.GitDirectory, [name]))
            {
                await _hg.RunAsync(["tag", "--remove", "--", name], cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Exclude(RelativePath folder)
    {
        const string Name = "releasekit.ignore";
        try
        {
            var (patterns, settings) = (Path.Combine(_facts.GitDirectory, Name), Path.Combine(_facts.GitDirectory, "hgrc"));
            var line = "rootglob:" + _facts.Prefix + folder.Value + "/**";
            var known = File.Exists(patterns) ? File.ReadAllText(patterns) : "";
            if (!known.Split('\n').Contains(line, StringComparer.Ordinal))
            {
                AtomicFile.Replace(patterns, System.Text.Encoding.UTF8.GetBytes(known + line + "\n"));
            }

            var text = File.Exists(settings) ? File.ReadAllText(settings) : "";
            if (!text.Contains("ignore.releasekit", StringComparison.Ordinal))
            {
                var start = text.Length > 0 && !text.EndsWith('\n') ? text + "\n" : text;
                AtomicFile.Replace(settings, System.Text.Encoding.UTF8.GetBytes($"{start}[ui]\nignore.releasekit = {patterns}\n"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(
                FileCodes.Unwritable.Create($"'{_facts.GitDirectory}' cannot be written: {e.Message} Give this user the right to write there; it keeps {folder} out of hg status."), e);
        }
    }

    private async Task<string?> FindTagAsync(string name, CancellationToken cancellationToken)
    {
        var records = await _hg.RecordsAsync(["log", "--rev", "tag()", "-T", "{tags % '{node} {tag}\\x00'}"], '\0', cancellationToken);
        return records.Select(record => record.Split(' ', 2)).FirstOrDefault(fields => fields[1] == name)?[0];
    }

    /// <summary>Those of the files that a commit would change, relative to the repository's top level.</summary>
    private async Task<IReadOnlyCollection<string>> ChangedAsync(IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken)
    {
        var changed = await _hg.RecordsAsync(["status", "-0", "-n", "-m", "-a", "-r", "-d", "-u"], '\0', cancellationToken);
        return [.. changed.Intersect(files.Select(file => _facts.Prefix + file.Value), StringComparer.Ordinal)];
    }
}
