using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Engine.Tests.Contracts.Cargo;

namespace ReleaseKit.Engine.Tests.RealRegistries;

/// <summary>
/// Cargo's own local sources, a folder with an index: the crates that the adapter packs, under the index lines that the registry of
/// rehearsals made of the upload, are what cargo builds from.
/// </summary>
public sealed class LocalRegistryTests(ContractBench<CargoFixture> bench) : IClassFixture<ContractBench<CargoFixture>>
{
    [Fact]
    public async Task CargoBuildsFromAFolderWhatItBuildsFromARehearsal()
    {
        using var tree = bench.Tree();
        using var http = new HttpClient();
        foreach (var name in new[] { bench.Fixture.Base, bench.Fixture.Top })
        {
            var artifact = (await bench.ReleaseAsync(bench.Context(tree, name))).ShouldHaveSingleItem();
            var path = $"{name[..2]}/{name[2..4]}/{name}";
            var index = await http.GetStringAsync(new Uri(bench.Open, $"{bench.Adapter.RehearsalIndex}{path}"), TestContext.Current.CancellationToken);

            // The rehearsal tells of which registry a dependency is; in a folder that replaces crates.io it is crates.io.
            index.ShouldContain(artifact.Sha256);
            tree.Write($"local/index/{path}", index);
            File.Copy(artifact.Path, Path.Combine(tree.Path, "local", artifact.FileName));
        }

        tree.Write("consumer/.cargo/config.toml", "[source.crates-io]\nreplace-with = \"folder\"\n\n[source.folder]\nlocal-registry = \"../local\"\n");
        tree.Write("consumer/Cargo.toml", $"[package]\nname = \"consumer\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[dependencies]\ncontract-top = \"={tree.Version}\"\n\n[workspace]\n");
        tree.Write("consumer/src/main.rs", "fn main() { println!(\"{}\", contract_top::TWICE); }\n");
        bench.Client(tree)("consumer", "cargo", "run", "--quiet", "--offline").Trim().ShouldBe("2");
    }
}
