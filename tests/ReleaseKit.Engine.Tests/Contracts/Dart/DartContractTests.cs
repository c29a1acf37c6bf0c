namespace ReleaseKit.Engine.Tests.Contracts.Dart;

/// <summary>Members and manifests of Dart.</summary>
public sealed class DartWorkspaceContractTests : WorkspaceContract<DartFixture>;

/// <summary>Packaging with dart.</summary>
public sealed class DartPackagerContractTests(ContractBench<DartFixture> bench) : PackagerContract<DartFixture>(bench);

/// <summary>Uploading with dart.</summary>
public sealed class DartPublisherContractTests(ContractBench<DartFixture> bench) : PublisherContract<DartFixture>(bench);

/// <summary>Asking a pub repository.</summary>
public sealed class DartRegistryContractTests(ContractBench<DartFixture> bench) : RegistryContract<DartFixture>(bench);

/// <summary>Installing with dart.</summary>
public sealed class DartConsumerContractTests(ContractBench<DartFixture> bench) : ConsumerContract<DartFixture>(bench);

/// <summary>Retracting, which is done by hand.</summary>
public sealed class DartWithdrawalContractTests(ContractBench<DartFixture> bench) : WithdrawalContract<DartFixture>(bench);

/// <summary>Manifests as dart reads them.</summary>
public sealed class DartClientContractTests(ContractBench<DartFixture> bench) : ClientContract<DartFixture>(bench);

/// <summary>The whole way with dart.</summary>
public sealed class DartRehearsalContractTests(ContractBench<DartFixture> bench) : RehearsalContract<DartFixture>(bench);

/// <summary>Lock files that the client wrote.</summary>
public sealed class DartLockContractTests(ContractBench<DartFixture> bench) : LockContract<DartFixture>(bench);

/// <summary>Files that somebody broke or means ill with.</summary>
public sealed class DartHostileInputContractTests : HostileInputContract<DartFixture>;
