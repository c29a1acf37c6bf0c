using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>The repositories of one forge.</summary>
internal sealed class ForgeShelf
{
    private readonly Dictionary<string, LoopbackRepository> _repositories;

    public ForgeShelf(string forge, IReadOnlyList<HostedRepository> hosted, StorageFolder storage, TimeProvider clock)
    {
        Forge = forge;
        Clock = clock;
        _repositories = hosted.ToDictionary(
            h => h.Path, h => new LoopbackRepository(h.Path, new LoopbackGit(h.Directory, clock), storage, storage.PathOf("forges", forge, h.Path), clock), StringComparer.OrdinalIgnoreCase);
    }

    public string Forge { get; }

    public TimeProvider Clock { get; }

    public IEnumerable<LoopbackRepository> All => _repositories.Values;

    public LoopbackRepository? Find(string path) => _repositories.GetValueOrDefault(path);
}
