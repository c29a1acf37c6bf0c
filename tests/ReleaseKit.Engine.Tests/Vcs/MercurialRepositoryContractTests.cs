using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Vcs;

/// <summary>The contract, asked of the real Mercurial.</summary>
public sealed class MercurialRepositoryContractTests : RepositoryContractTests
{
    protected override IRepositoryBench Create(ScratchDirectory scratch) => new HgBench(scratch);
}
