using System.Text.Json;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>A repository of a forge: git's part and the forge's, changed by one request at a time.</summary>
internal sealed class LoopbackRepository
{
    private readonly Lock _lock = new();
    private readonly StorageFolder _storage;
    private readonly string _folder;
    private readonly TimeProvider _clock;

    public LoopbackRepository(string path, LoopbackGit git, StorageFolder storage, string folder, TimeProvider clock)
    {
        (Path, Git) = (path, git);
        (_storage, _folder, _clock) = (storage, folder, clock);
        var file = StateFile;
        Data = File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllText(file), ForgeJson.Default.ForgeData)! : new ForgeData();
    }

    /// <summary>Owner and name.</summary>
    public string Path { get; }

    public string Owner => Path.Split('/')[0];

    public LoopbackGit Git { get; }

    public ForgeData Data { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    private string StateFile => System.IO.Path.Combine(_folder, "state.json");

    /// <summary>Answers one request, and keeps what it changed before the answer is sent.</summary>
    public Reply Answer(bool changes, bool closesWithoutBranch, Func<Reply> answer)
    {
        lock (_lock)
        {
            var moved = Follow(closesWithoutBranch);
            var reply = answer();
            if (changes || moved)
            {
                _storage.Write(StateFile, JsonSerializer.SerializeToUtf8Bytes(Data, ForgeJson.Default.ForgeData));
            }

            return reply;
        }
    }

    /// <summary>Everything the forge holds, as JSON.</summary>
    public JsonElement Describe()
    {
        lock (_lock)
        {
            return JsonSerializer.SerializeToElement(Data, ForgeJson.Default.ForgeData);
        }
    }

    public long NewId() => ++Data.LastId;

    public PullData Pull(long number) => Data.Pulls.Find(p => p.Number == number) ?? throw new RefusedException(404, "Not Found");

    public ReleaseData Release(long id) => Data.Releases.Find(r => r.Id == id) ?? throw new RefusedException(404, "Not Found");

    /// <summary>Opens a pull request; the branches have been looked at.</summary>
    public PullData Open(string head, string target, string title, string body, bool draft)
    {
        var pull = new PullData
        {
            Id = NewId(), Number = ++Data.LastNumber, Title = title, Body = body, Head = head, Base = target, Draft = draft,
            HeadCommit = Git.Refs()[$"refs/heads/{head}"], Created = Now,
        };
        Data.Pulls.Add(pull);
        return pull;
    }

    /// <summary>Merges with git; the reason why not, or null.</summary>
    /// <param name="pull">An open pull request.</param>
    /// <param name="method">merge, squash, rebase, or fast-forward.</param>
    /// <param name="message">The message of a merge commit or a squash.</param>
    public string? Merge(PullData pull, string method, string message)
    {
        if (!Git.Refs().TryGetValue($"refs/heads/{pull.Base}", out var tip))
        {
            return "Base branch does not exist";
        }

        if (method == "fast-forward")
        {
            return Git.IsAncestor(tip, pull.HeadCommit) ? Finish(pull, tip, pull.HeadCommit) : "Fast-forward merge is not possible";
        }

        if (method == "rebase")
        {
            return Replay(tip, pull.HeadCommit) is { } last ? Finish(pull, tip, last) : "This branch can't be rebased due to conflicts";
        }

        return Git.MergedTree(tip, pull.HeadCommit) is { } tree
            ? Finish(pull, tip, method == "squash" ? Git.Create(tree, message, tip) : Git.Create(tree, message, tip, pull.HeadCommit))
            : "Merge conflict";
    }

    /// <summary>The commits of a branch anew on top of another, the last of them; null when they conflict.</summary>
    public string? Replay(string tip, string head) =>
        Git.Missing(tip, head).Aggregate((string?)tip, (onto, commit) => onto is null ? null : Git.Rebase(onto, commit));

    /// <summary>Where the bytes of a file lie.</summary>
    public string FileOf(AssetData asset) => System.IO.Path.Combine(_folder, $"asset-{asset.Id}");

    /// <summary>Keeps a file.</summary>
    public AssetData Keep(string name, byte[] content)
    {
        var asset = new AssetData(NewId(), name, content.Length);
        _storage.Write(FileOf(asset), content);
        return asset;
    }

    private string? Finish(PullData pull, string from, string to)
    {
        if (!Git.Move(pull.Base, from, to))
        {
            return "Base branch was modified. Review and try the merge again.";
        }

        (pull.State, pull.MergeCommit, pull.Closed) = ("merged", to, Now);
        return null;
    }

    /// <summary>Takes in what was pushed since: new commits of open pull requests, their branches gone, or merged by hand.</summary>
    private bool Follow(bool closesWithoutBranch)
    {
        if (Data.Pulls.TrueForAll(p => p.State != "open"))
        {
            return false;
        }

        var (refs, changed) = (Git.Refs(), false);
        foreach (var pull in Data.Pulls.Where(p => p.State == "open"))
        {
            if (!refs.TryGetValue($"refs/heads/{pull.Head}", out var head) || !refs.TryGetValue($"refs/heads/{pull.Base}", out var tip))
            {
                if (closesWithoutBranch)
                {
                    (pull.State, pull.Closed, changed) = ("closed", Now, true);
                }

                continue;
            }

            if (pull.HeadCommit != head)
            {
                (pull.HeadCommit, changed) = (head, true);
            }

            if (_seen.Add((head, tip)) && Git.IsAncestor(head, tip))
            {
                (pull.State, pull.MergeCommit, pull.Closed, changed) = ("merged", head, Now, true);
            }
        }

        return changed;
    }

    private readonly HashSet<(string Head, string Tip)> _seen = [];
}
