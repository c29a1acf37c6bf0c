using ReleaseKit.Engine.Rehearsals;
using ReleaseKit.Engine.Tests.Git;

namespace ReleaseKit.Engine.Tests.Rehearsals;

public sealed class RehearsalCloneTests : GitTestBase
{
    [Fact]
    public async Task UncommittedChangesAreWarnedOfBecauseTheCloneHasNone()
    {
        Repository.Change("feat: first", "a.txt");
        var clone = new RehearsalClone(Runner(), await OpenAsync());
        (await clone.FindUncommittedAsync(Cancellation)).ShouldBeEmpty();

        Repository.Write("b.txt", "b");

        (await new RehearsalClone(Runner(), await OpenAsync()).FindUncommittedAsync(Cancellation)).ShouldHaveSingleItem().Code.ShouldBe("RK-REHEARSAL-UNCOMMITTED");
    }

    [Fact]
    public async Task TheCloneHasARemoteOfItsOwnAndCanBeMadeAgain()
    {
        Repository.Change("feat: first", "a.txt");
        var git = await OpenAsync();
        var folder = Path.Combine(Repository.Path, "artifacts", "rehearsal");
        await new RehearsalClone(Runner(), git).CreateAsync(folder, Cancellation);

        var root = await new RehearsalClone(Runner(), git).CreateAsync(folder, Cancellation);

        File.Exists(Path.Combine(root, "a.txt")).ShouldBeTrue();
        (await (await ReleaseKit.Engine.Git.GitRepository.OpenAsync(Runner(), root, Cancellation)).Remotes().FindTargetAsync(null, Cancellation))!.Remote.ShouldBe("origin");
        Repository.Git("remote").ShouldBeEmpty();
    }
}
