using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Engine.Tests.Contracts.Cargo;
using ReleaseKit.Engine.Tests.Contracts.Dart;
using ReleaseKit.Engine.Tests.Contracts.Go;
using ReleaseKit.Engine.Tests.Contracts.Npm;
using ReleaseKit.Engine.Tests.Contracts.NuGet;
using ReleaseKit.Engine.Tests.Contracts.Python;

namespace ReleaseKit.Engine.Tests.Publishing;

/// <summary>What the table of registries says of digests is what a registry tells of a file that the real client uploaded.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
public abstract class RegistryTraitsContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    [Fact]
    public async Task DigestsAreToldAsTheTableSays()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.ReleaseAsync(package);
        var published = (await bench.FindAsync(package)).ShouldNotBeNull();
        var traits = bench.Adapter.Registry.Traits;
        foreach (var file in published.Files)
        {
            (file.Sha256 is not null, file.Sha512 is not null).ShouldBe((traits.Digest == "sha256", traits.Digest == "sha512"), file.FileName);
        }

        (traits.Digest.Length == 0 || published.Files.Select(f => f.Sha256 ?? f.Sha512).Order(StringComparer.Ordinal).SequenceEqual(
            artifacts.Select(a => traits.Digest == "sha256" ? a.Sha256 : a.Sha512).Order(StringComparer.Ordinal))).ShouldBeTrue();
    }
}

/// <summary>npm.</summary>
public sealed class NpmRegistryTraitsTests(ContractBench<NpmFixture> bench) : RegistryTraitsContract<NpmFixture>(bench);

/// <summary>Python.</summary>
public sealed class PythonRegistryTraitsTests(ContractBench<PythonFixture> bench) : RegistryTraitsContract<PythonFixture>(bench);

/// <summary>.NET.</summary>
public sealed class NuGetRegistryTraitsTests(ContractBench<NuGetFixture> bench) : RegistryTraitsContract<NuGetFixture>(bench);

/// <summary>Go.</summary>
public sealed class GoRegistryTraitsTests(ContractBench<GoFixture> bench) : RegistryTraitsContract<GoFixture>(bench);

/// <summary>Cargo.</summary>
public sealed class CargoRegistryTraitsTests(ContractBench<CargoFixture> bench) : RegistryTraitsContract<CargoFixture>(bench);

/// <summary>Dart.</summary>
public sealed class DartRegistryTraitsTests(ContractBench<DartFixture> bench) : RegistryTraitsContract<DartFixture>(bench);
