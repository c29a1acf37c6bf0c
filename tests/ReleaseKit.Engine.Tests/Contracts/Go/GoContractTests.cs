namespace ReleaseKit.Engine.Tests.Contracts.Go;

/// <summary>Modules and their files.</summary>
public sealed class GoWorkspaceContractTests : WorkspaceContract<GoFixture>;

/// <summary>Packing modules.</summary>
public sealed class GoPackagerContractTests(ContractBench<GoFixture> bench) : PackagerContract<GoFixture>(bench);

/// <summary>Uploading to the proxy of rehearsals.</summary>
public sealed class GoPublisherContractTests(ContractBench<GoFixture> bench) : PublisherContract<GoFixture>(bench);

/// <summary>Asking a module proxy.</summary>
public sealed class GoRegistryContractTests(ContractBench<GoFixture> bench) : RegistryContract<GoFixture>(bench);

/// <summary>Requiring modules with the go command.</summary>
public sealed class GoConsumerContractTests(ContractBench<GoFixture> bench) : ConsumerContract<GoFixture>(bench);

/// <summary>What can be said of retracting Go modules.</summary>
public sealed class GoWithdrawalContractTests(ContractBench<GoFixture> bench) : WithdrawalContract<GoFixture>(bench);

/// <summary>Manifests as the go command reads them.</summary>
public sealed class GoClientContractTests(ContractBench<GoFixture> bench) : ClientContract<GoFixture>(bench);

/// <summary>The whole way with the go command.</summary>
public sealed class GoRehearsalContractTests(ContractBench<GoFixture> bench) : RehearsalContract<GoFixture>(bench);

/// <summary>Files that somebody broke or means ill with.</summary>
public sealed class GoHostileInputContractTests : HostileInputContract<GoFixture>;
