using ReleaseKit.Engine.Tests.Contracts.Cargo;
using ReleaseKit.Engine.Tests.Contracts.Dart;
using ReleaseKit.Engine.Tests.Contracts.Npm;
using ReleaseKit.Engine.Tests.Contracts.NuGet;
using ReleaseKit.Engine.Tests.Contracts.Python;

namespace ReleaseKit.Engine.Tests.Credentials;

/// <summary>npm with a credential for one package.</summary>
public sealed class NpmTrustedPublishingTests(TrustBench<NpmFixture> bench) : TrustedPublishingContract<NpmFixture>(bench);

/// <summary>twine, or uv, with a token of a quarter of an hour.</summary>
public sealed class PythonTrustedPublishingTests(TrustBench<PythonFixture> bench) : TrustedPublishingContract<PythonFixture>(bench);

/// <summary>dotnet with a key for an account.</summary>
public sealed class NuGetTrustedPublishingTests(TrustBench<NuGetFixture> bench) : TrustedPublishingContract<NuGetFixture>(bench);

/// <summary>cargo with a token that is ended after the upload.</summary>
public sealed class CargoTrustedPublishingTests(TrustBench<CargoFixture> bench) : TrustedPublishingContract<CargoFixture>(bench)
{
    /// <inheritdoc/>
    protected override bool Revokes => true;
}

/// <summary>dart with the CI service's own token.</summary>
public sealed class DartTrustedPublishingTests(TrustBench<DartFixture> bench) : TrustedPublishingContract<DartFixture>(bench)
{
    /// <inheritdoc/>
    protected override bool Exchanges => false;
}
