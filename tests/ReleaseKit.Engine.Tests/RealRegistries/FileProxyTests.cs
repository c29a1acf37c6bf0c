using System.Text.Json;
using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Engine.Tests.Contracts.Go;

namespace ReleaseKit.Engine.Tests.RealRegistries;

/// <summary>The go command's own proxy, a folder: what the adapter packs is a module there, with the sums it has in a rehearsal.</summary>
public sealed class FileProxyTests(ContractBench<GoFixture> bench) : IClassFixture<ContractBench<GoFixture>>
{
    [Fact]
    public async Task BothProxiesGiveTheSameModules()
    {
        using var tree = bench.Tree();
        var version = $"v{tree.Version}";
        foreach (var (name, manifest) in new[] { (bench.Fixture.Base, bench.Fixture.BaseManifest), (bench.Fixture.Top, bench.Fixture.TopManifest) })
        {
            var artifact = (await bench.ReleaseAsync(bench.Context(tree, name))).ShouldHaveSingleItem();
            tree.Write($"proxy/{name}/@v/list", version + "\n");
            tree.Write($"proxy/{name}/@v/{version}.info", $"{{\"Version\":\"{version}\"}}");
            tree.Write($"proxy/{name}/@v/{version}.mod", tree.Read(manifest));
            File.Copy(artifact.Path, Path.Combine(tree.Path, "proxy", name, "@v", $"{version}.zip"));
        }

        var file = Downloaded(tree, "one", new Uri(Path.Combine(tree.Path, "proxy")).AbsoluteUri, version);
        var rehearsal = Downloaded(tree, "two", new Uri(bench.Open, bench.Adapter.RehearsalIndex).AbsoluteUri, version);
        file.ShouldBe(rehearsal);
        file.Versions.ShouldContain(version);
    }

    private (string Versions, string Sum, string GoModSum) Downloaded(ContractTree tree, string folder, string proxy, string version)
    {
        tree.Write($"{folder}/go.mod", "module example.com/consumer\n\ngo 1.21\n");
        string[] environment = [$"GOPROXY={proxy}", "GONOSUMDB=*", "GOFLAGS=-mod=mod -modcacherw", "GOWORK=off", $"GOMODCACHE={Path.Combine(tree.Path, folder, "cache")}"];
        string Go(params string[] arguments) => bench.Client(tree)(folder, "env", [.. environment, "go", .. arguments]);
        using var module = JsonDocument.Parse(Go("mod", "download", "-json", $"{bench.Fixture.Top}@{version}"));
        var versions = Go("list", "-m", "-versions", "-f", "{{.Versions}}", bench.Fixture.Top);
        return (versions.Contains(version, StringComparison.Ordinal) ? version : versions, module.RootElement.GetProperty("Sum").GetString()!, module.RootElement.GetProperty("GoModSum").GetString()!);
    }
}
