using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>Asks how commits lie to each other. Whatever would be kept beside history is refused: there is no such place.</summary>
internal sealed class MercurialObjects : IObjectStore
{
    private readonly HgClient _hg;
    private readonly MercurialRepository _repository;

    public MercurialObjects(HgClient hg, MercurialRepository repository)
    {
        _hg = hg;
        _repository = repository;
    }

    /// <inheritdoc/>
    public Task<string> WriteAsync(string text, CancellationToken cancellationToken) => throw NoPlace();

    /// <inheritdoc/>
    public Task<string> CommitFilesAsync(IReadOnlyDictionary<string, string> files, IEnumerable<string> parents, string message, CancellationToken cancellationToken) => throw NoPlace();

    /// <inheritdoc/>
    public Task<string> CommitAsync(IReadOnlyDictionary<string, string> blobs, IEnumerable<string> parents, string message, CancellationToken cancellationToken) => throw NoPlace();

    /// <inheritdoc/>
    public async Task<string?> ReadFileAsync(string commit, string name, CancellationToken cancellationToken)
    {
        var result = await _hg.RunAsync(["cat", "--rev", HgClient.Quote(commit), "path:" + name], cancellationToken, 1, 255);
        return result.Succeeded ? result.Output : null;
    }

    /// <inheritdoc/>
    public Task<string?> FindRefAsync(string name, CancellationToken cancellationToken) => _repository.ResolveAsync(name, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> TagObjectsAsync(CancellationToken cancellationToken) =>
        (await _repository.TagsAsync(cancellationToken)).ToDictionary(tag => tag.Name, tag => tag.Commit, StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task SetRefAsync(string name, string? value, CancellationToken cancellationToken) => value is null ? Task.CompletedTask : throw NoPlace();

    /// <inheritdoc/>
    public async Task<bool> IsAncestorAsync(string ancestor, string commit, CancellationToken cancellationToken) =>
        await _repository.LogAsync($"{HgClient.Quote(ancestor)} and ::{HgClient.Quote(commit)}", "{node}", cancellationToken) is not null;

    /// <inheritdoc/>
    public Task<string?> BranchPointAsync(string commit, string other, CancellationToken cancellationToken) =>
        _repository.LogAsync($"ancestor({HgClient.Quote(commit)}, {HgClient.Quote(other)})", "{node}", cancellationToken);

    /// <inheritdoc/>
    public Task<string?> ParentAsync(string commit, CancellationToken cancellationToken) => _repository.LogAsync($"p1({HgClient.Quote(commit)})", "{node}", cancellationToken);

    /// <inheritdoc/>
    public async Task FastForwardAsync(string commit, CancellationToken cancellationToken)
    {
        var result = await _hg.RunAsync(["update", "--quiet", "--check", "--rev", HgClient.Quote(commit)], cancellationToken, 1, 255);
        if (!result.Succeeded)
        {
            throw new ReleaseException(CheckCodes.Dirty.Create($"The release commit {commit[..10]} cannot be checked out: {DisplayText.Line(result.Error.Trim())}. Commit or shelve what is in its way, then run again."));
        }
    }

    private static ReleaseException NoPlace() => new(LedgerCodes.Refused.Create(
        "Mercurial has no place beside history in which a ledger or a lease could be kept. Set ReleaseMirror=false; both stay on this machine."));
}
