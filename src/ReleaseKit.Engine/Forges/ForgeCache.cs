using System.Collections.Concurrent;

namespace ReleaseKit.Engine.Forges;

/// <summary>What this run has read, by address, for conditional requests. Holds small answers with a version only.</summary>
internal sealed class ForgeCache
{
    private const int LargestBody = 4 * 1024 * 1024;
    private const int MostEntries = 512;
    private readonly ConcurrentDictionary<Uri, ForgeAnswer> _known = new();

    /// <summary>The answer that was read there; null when there is none to compare with.</summary>
    public ForgeAnswer? Find(Uri address) => _known.GetValueOrDefault(address);

    /// <summary>Keeps an answer.</summary>
    public void Keep(Uri address, ForgeAnswer answer)
    {
        if (answer.ETag is not null && answer.Length <= LargestBody && (_known.Count < MostEntries || _known.ContainsKey(address)))
        {
            _known[address] = answer;
        }
    }
}
