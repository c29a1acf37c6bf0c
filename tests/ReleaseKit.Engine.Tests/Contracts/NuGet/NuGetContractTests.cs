namespace ReleaseKit.Engine.Tests.Contracts.NuGet;

/// <summary>Members and manifests.</summary>
public sealed class NuGetWorkspaceContractTests : WorkspaceContract<NuGetFixture>;

/// <summary>Packing with dotnet.</summary>
public sealed class NuGetPackagerContractTests(ContractBench<NuGetFixture> bench) : PackagerContract<NuGetFixture>(bench);

/// <summary>Uploading with dotnet.</summary>
public sealed class NuGetPublisherContractTests(ContractBench<NuGetFixture> bench) : PublisherContract<NuGetFixture>(bench);

/// <summary>Asking the registry.</summary>
public sealed class NuGetRegistryContractTests(ContractBench<NuGetFixture> bench) : RegistryContract<NuGetFixture>(bench);

/// <summary>Installing and loading.</summary>
public sealed class NuGetConsumerContractTests(ContractBench<NuGetFixture> bench) : ConsumerContract<NuGetFixture>(bench);

/// <summary>Taking versions back.</summary>
public sealed class NuGetWithdrawalContractTests(ContractBench<NuGetFixture> bench) : WithdrawalContract<NuGetFixture>(bench);

/// <summary>Manifests as dotnet reads them.</summary>
public sealed class NuGetClientContractTests(ContractBench<NuGetFixture> bench) : ClientContract<NuGetFixture>(bench);

/// <summary>The whole way with dotnet.</summary>
public sealed class NuGetRehearsalContractTests(ContractBench<NuGetFixture> bench) : RehearsalContract<NuGetFixture>(bench);

/// <summary>Files that somebody broke or means ill with.</summary>
public sealed class NuGetHostileInputContractTests : HostileInputContract<NuGetFixture>;
