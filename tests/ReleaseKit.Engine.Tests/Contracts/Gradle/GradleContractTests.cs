namespace ReleaseKit.Engine.Tests.Contracts.Gradle;

/// <summary>Projects and scripts.</summary>
public sealed class GradleWorkspaceContractTests : WorkspaceContract<GradleFixture>;

/// <summary>Packaging with gradle.</summary>
public sealed class GradlePackagerContractTests(ContractBench<GradleFixture> bench) : PackagerContract<GradleFixture>(bench);

/// <summary>Uploading what gradle built.</summary>
public sealed class GradlePublisherContractTests(ContractBench<GradleFixture> bench) : PublisherContract<GradleFixture>(bench);

/// <summary>Asking a Maven repository.</summary>
public sealed class GradleRegistryContractTests(ContractBench<GradleFixture> bench) : RegistryContract<GradleFixture>(bench);

/// <summary>Installing with gradle.</summary>
public sealed class GradleConsumerContractTests(ContractBench<GradleFixture> bench) : ConsumerContract<GradleFixture>(bench);

/// <summary>Taking back, which cannot be done.</summary>
public sealed class GradleWithdrawalContractTests(ContractBench<GradleFixture> bench) : WithdrawalContract<GradleFixture>(bench);

/// <summary>Scripts as gradle reads them.</summary>
public sealed class GradleClientContractTests(ContractBench<GradleFixture> bench) : ClientContract<GradleFixture>(bench);

/// <summary>The whole way with gradle.</summary>
public sealed class GradleRehearsalContractTests(ContractBench<GradleFixture> bench) : RehearsalContract<GradleFixture>(bench);

/// <summary>Files that somebody broke or means ill with.</summary>
public sealed class GradleHostileInputContractTests : HostileInputContract<GradleFixture>;
