namespace ReleaseKit.Engine.Tests.Contracts.Cargo;

/// <summary>Members and manifests of Cargo.</summary>
public sealed class CargoWorkspaceContractTests : WorkspaceContract<CargoFixture>;

/// <summary>Packaging with cargo.</summary>
public sealed class CargoPackagerContractTests(ContractBench<CargoFixture> bench) : PackagerContract<CargoFixture>(bench);

/// <summary>Uploading with cargo.</summary>
public sealed class CargoPublisherContractTests(ContractBench<CargoFixture> bench) : PublisherContract<CargoFixture>(bench);

/// <summary>Asking a Cargo registry.</summary>
public sealed class CargoRegistryContractTests(ContractBench<CargoFixture> bench) : RegistryContract<CargoFixture>(bench);

/// <summary>Installing with cargo.</summary>
public sealed class CargoConsumerContractTests(ContractBench<CargoFixture> bench) : ConsumerContract<CargoFixture>(bench);

/// <summary>Yanking with cargo.</summary>
public sealed class CargoWithdrawalContractTests(ContractBench<CargoFixture> bench) : WithdrawalContract<CargoFixture>(bench);

/// <summary>Manifests as cargo reads them.</summary>
public sealed class CargoClientContractTests(ContractBench<CargoFixture> bench) : ClientContract<CargoFixture>(bench);

/// <summary>The whole way with cargo.</summary>
public sealed class CargoRehearsalContractTests(ContractBench<CargoFixture> bench) : RehearsalContract<CargoFixture>(bench);

/// <summary>Lock files that the client wrote.</summary>
public sealed class CargoLockContractTests(ContractBench<CargoFixture> bench) : LockContract<CargoFixture>(bench);

/// <summary>Files that somebody broke or means ill with.</summary>
public sealed class CargoHostileInputContractTests : HostileInputContract<CargoFixture>;
