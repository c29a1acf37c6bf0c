using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Mercurial;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Vcs;

public sealed class MercurialTagTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task ARunThatWasKilledAfterItsCommitOfTagsMakesNoSecondOne()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var remote = HgRepositoryBuilder.Init(_scratch.File("remote"));
        var here = HgRepositoryBuilder.Clone(remote.Path, _scratch.File("here"));
        var released = here.Write("a.txt", "1").Commit("one");
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All()) { ["HGRCPATH"] = "" };
        var repository = await MercurialRepository.OpenAsync(new ProcessRunner(new SnapshotEnvironment(variables)), here.Path, cancellation);
        await repository.Writer().TagAsync("v1", released, "v1", cancellation);
        await repository.Writer().TagAsync("v2", released, "v2", cancellation);
        here.Hg("tag", "--force", "--rev", released, "--message", "killed after this", "v1");
        await repository.RefreshAsync(cancellation);

        await repository.Remotes().PushAsync((await repository.Remotes().FindTargetAsync(null, cancellation))!, ["v1", "v2"], dryRun: false, cancellation);

        remote.Hg("log", "-T", "{desc|firstline}\\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["chore(release): tag v2", "killed after this", "one"]);
        (await repository.TagsAsync(cancellation)).Select(tag => (tag.Name, tag.Commit)).ShouldBe([("v1", released), ("v2", released)]);
    }
}
