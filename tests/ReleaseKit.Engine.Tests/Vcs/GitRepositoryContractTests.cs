using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Vcs;

/// <summary>The contract, asked of the real git.</summary>
public sealed class GitRepositoryContractTests : RepositoryContractTests
{
    protected override IRepositoryBench Create(ScratchDirectory scratch) => new GitBench(scratch);
}
