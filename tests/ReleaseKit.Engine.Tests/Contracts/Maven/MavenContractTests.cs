namespace ReleaseKit.Engine.Tests.Contracts.Maven;

/// <summary>Projects and poms.</summary>
public sealed class MavenWorkspaceContractTests : WorkspaceContract<MavenFixture>;

/// <summary>Packaging with mvn.</summary>
public sealed class MavenPackagerContractTests(ContractBench<MavenFixture> bench) : PackagerContract<MavenFixture>(bench);

/// <summary>Uploading what mvn built.</summary>
public sealed class MavenPublisherContractTests(ContractBench<MavenFixture> bench) : PublisherContract<MavenFixture>(bench);

/// <summary>Asking a Maven repository.</summary>
public sealed class MavenRegistryContractTests(ContractBench<MavenFixture> bench) : RegistryContract<MavenFixture>(bench);

/// <summary>Depending on it with mvn.</summary>
public sealed class MavenConsumerContractTests(ContractBench<MavenFixture> bench) : ConsumerContract<MavenFixture>(bench);

/// <summary>Taking back, which cannot be done.</summary>
public sealed class MavenWithdrawalContractTests(ContractBench<MavenFixture> bench) : WithdrawalContract<MavenFixture>(bench);

/// <summary>Poms as Maven reads them.</summary>
public sealed class MavenClientContractTests(ContractBench<MavenFixture> bench) : ClientContract<MavenFixture>(bench);

/// <summary>The whole way with mvn.</summary>
public sealed class MavenRehearsalContractTests(ContractBench<MavenFixture> bench) : RehearsalContract<MavenFixture>(bench);

/// <summary>Poms that somebody broke or means ill with.</summary>
public sealed class MavenHostileInputContractTests : HostileInputContract<MavenFixture>;
