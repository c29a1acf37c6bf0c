using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Tests.Git;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>Faults that no ecosystem has a say in; their rows are the same in every column.</summary>
public sealed class SharedFaultTests : GitTestBase
{
    private const string ReadOnly = "the manifest is read-only";
    private const string Rejected = "the remote rejects the push";
    private const string TagHere = "the tag names another commit here";
    private const string TagThere = "the tag names another commit on the remote";

    /// <summary>The rows, in the order of the table.</summary>
    public static IReadOnlyList<string> Names { get; } = [ReadOnly, Rejected, TagHere, TagThere];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFaultEndsAsTheDocumentSays() => FaultTableDocument.Check(
        [
            (ReadOnly, PinReadOnly()),
            (Rejected, await PushAsync("colleague", false)),
            (TagHere, await TagHereAsync()),
            (TagThere, await PushAsync("tagged", true)),
        ],
        "npm", "python", "nuget", "cargo", "dart", "maven");

    /// <summary>Files are replaced, not written to; what they may be used for stays.</summary>
    private string PinReadOnly()
    {
        var path = Scratch.Write("read only/manifest", "original");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        }

        var journal = new PinJournal(new WorkspaceFileSystem(Path.GetDirectoryName(path)!), Scratch.File("out"));
        var owner = new PackageId("npm", "x");
        journal.Pin(owner, RelativePath.Parse("manifest"), "original"u8.ToArray(), "pinned"u8.ToArray());
        File.ReadAllText(path).ShouldBe("pinned");
        journal.Restore(owner);
        File.ReadAllText(path).ShouldBe("original");
        return OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == UnixFileMode.UserRead ? "pinned and put back; still read-only" : "put back, writable now";
    }

    private async Task<string> TagHereAsync()
    {
        var head = Repository.Change("feat: tagged", "b");
        Repository.Git("tag", "-a", "v9", "-m", "v9", "HEAD~0");
        var other = Repository.Change("feat: released", "b");
        head.ShouldNotBe(other);
        var git = await OpenAsync();
        return await CodeOfAsync(() => git.Writer().TagAsync("v9", other, "v9", Token));
    }

    private async Task<string> PushAsync(string name, bool tagged)
    {
        var remote = GitRepositoryBuilder.Init(Scratch.File($"{name}.git"), "--bare");
        Repository.Change("chore: start", "a");
        Repository.Git("push", "--quiet", remote.Path, "HEAD:refs/heads/main");
        if (tagged)
        {
            Repository.Git("push", "--quiet", remote.Path, "HEAD:refs/tags/v8");
        }
        else
        {
            Repository.Git("push", "--quiet", "--force", remote.Path, $"{Repository.Git("commit-tree", "HEAD^{tree}", "-m", "theirs").Trim()}:refs/heads/main");
        }

        Repository.Change("chore(release): 8", "a");
        Repository.Git("tag", "-a", "v8", "-m", "v8", "--force");
        var before = remote.Git("show-ref");
        var git = await OpenAsync();
        var code = await CodeOfAsync(() => git.Remotes().PushAsync(new PushTarget(remote.Path, "refs/heads/main"), ["v8"], dryRun: false, Token));
        remote.Git("show-ref").ShouldBe(before);
        return $"{code}, nothing pushed";
    }

    private static async Task<string> CodeOfAsync(Func<Task> action) => $"`{(await Should.ThrowAsync<ReleaseException>(action)).Diagnostics.ShouldHaveSingleItem().Code}`";
}
