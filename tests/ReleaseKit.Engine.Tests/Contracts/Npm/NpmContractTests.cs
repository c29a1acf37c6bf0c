namespace ReleaseKit.Engine.Tests.Contracts.Npm;

/// <summary>Members and manifests of npm.</summary>
public sealed class NpmWorkspaceContractTests : WorkspaceContract<NpmFixture>;

/// <summary>Packing with npm.</summary>
public sealed class NpmPackagerContractTests(ContractBench<NpmFixture> bench) : PackagerContract<NpmFixture>(bench);

/// <summary>Uploading with npm.</summary>
public sealed class NpmPublisherContractTests(ContractBench<NpmFixture> bench) : PublisherContract<NpmFixture>(bench);

/// <summary>Asking an npm registry.</summary>
public sealed class NpmRegistryContractTests(ContractBench<NpmFixture> bench) : RegistryContract<NpmFixture>(bench);

/// <summary>Installing with npm.</summary>
public sealed class NpmConsumerContractTests(ContractBench<NpmFixture> bench) : ConsumerContract<NpmFixture>(bench);

/// <summary>Deprecating with npm.</summary>
public sealed class NpmWithdrawalContractTests(ContractBench<NpmFixture> bench) : WithdrawalContract<NpmFixture>(bench);

/// <summary>Manifests as npm reads them.</summary>
public sealed class NpmClientContractTests(ContractBench<NpmFixture> bench) : ClientContract<NpmFixture>(bench);

/// <summary>The whole way with npm.</summary>
public sealed class NpmRehearsalContractTests(ContractBench<NpmFixture> bench) : RehearsalContract<NpmFixture>(bench);

/// <summary>Files that somebody broke or means ill with.</summary>
public sealed class NpmHostileInputContractTests : HostileInputContract<NpmFixture>;
