using System.Collections.Immutable;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.History;

namespace ReleaseKit.Core.Tests.Commits;

public sealed class CommitAuthorsTests
{
    [Fact]
    public void TheAuthorComesFirstAndEveryoneOnce() =>
        Of("Ann", "feat: x\n\nbody\n\nCo-authored-by: Bob <bob@example.test>\nco-authored-by: Ann <ann@example.test>\r\nCo-Authored-By: Cy").ShouldBe(["Ann", "Bob", "Cy"]);

    [Fact]
    public void NamelessOnesAreLeftOut() => Of(" ", "Co-authored-by: <bob@example.test>\nnot Co-authored-by: Cy").ShouldBeEmpty();

    private static ImmutableArray<string> Of(string author, string message) => CommitAuthors.Of(new RawCommit("c", author, "a@example.test", 0, message));
}
