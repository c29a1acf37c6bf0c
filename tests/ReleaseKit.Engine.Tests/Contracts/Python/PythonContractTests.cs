namespace ReleaseKit.Engine.Tests.Contracts.Python;

/// <summary>Members and manifests.</summary>
public sealed class PythonWorkspaceContractTests : WorkspaceContract<PythonFixture>;

/// <summary>Packing with build and twine.</summary>
public sealed class PythonPackagerContractTests(ContractBench<PythonFixture> bench) : PackagerContract<PythonFixture>(bench);

/// <summary>Uploading with build and twine.</summary>
public sealed class PythonPublisherContractTests(ContractBench<PythonFixture> bench) : PublisherContract<PythonFixture>(bench);

/// <summary>Asking the registry.</summary>
public sealed class PythonRegistryContractTests(ContractBench<PythonFixture> bench) : RegistryContract<PythonFixture>(bench);

/// <summary>Installing and loading.</summary>
public sealed class PythonConsumerContractTests(ContractBench<PythonFixture> bench) : ConsumerContract<PythonFixture>(bench);

/// <summary>Taking versions back.</summary>
public sealed class PythonWithdrawalContractTests(ContractBench<PythonFixture> bench) : WithdrawalContract<PythonFixture>(bench);

/// <summary>Manifests as build and twine reads them.</summary>
public sealed class PythonClientContractTests(ContractBench<PythonFixture> bench) : ClientContract<PythonFixture>(bench);

/// <summary>The whole way with build and twine.</summary>
public sealed class PythonRehearsalContractTests(ContractBench<PythonFixture> bench) : RehearsalContract<PythonFixture>(bench);

/// <summary>Files that somebody broke or means ill with.</summary>
public sealed class PythonHostileInputContractTests : HostileInputContract<PythonFixture>;

/// <summary>Members that only <c>setup.cfg</c> describes.</summary>
public sealed class SetupWorkspaceContractTests : WorkspaceContract<SetupFixture>;

/// <summary><c>setup.cfg</c> as setuptools reads it.</summary>
public sealed class SetupClientContractTests(ContractBench<SetupFixture> bench) : ClientContract<SetupFixture>(bench);

/// <summary>A <c>setup.cfg</c> that somebody broke or means ill with.</summary>
public sealed class SetupHostileInputContractTests : HostileInputContract<SetupFixture>;
