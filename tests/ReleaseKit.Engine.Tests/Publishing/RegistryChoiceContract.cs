using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Engine.Tests.Contracts.Cargo;
using ReleaseKit.Engine.Tests.Contracts.Dart;
using ReleaseKit.Engine.Tests.Contracts.Npm;
using ReleaseKit.Engine.Tests.Contracts.NuGet;
using ReleaseKit.Engine.Tests.Contracts.Python;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Publishing;

/// <summary>
/// Two packages of one workspace go to two registries, each with a token of its own: one to the registry of the workspace, one to that which it
/// names itself. The real client uploads both.
/// </summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
public abstract class RegistryChoiceContract<TFixture>
    where TFixture : EcosystemFixture, new()
{
    private readonly TFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The file in which the client looks for names, the name, and the file's text for a registry and its index; null where addresses alone are known.</summary>
    protected virtual (string File, string Name, string Text)? Naming(Uri registry, Uri index) => null;

    [Fact]
    public async Task APackageGoesToTheRegistryThatItNames()
    {
        _fixture.RequireTools();
        using var scratch = new ScratchDirectory();
        using var tree = new ContractTree(_fixture);
        using var http = RegistryHttp.Create(TimeProvider.System);
        using var first = await RehearsalProgram.StartAsync(scratch.File("first"), "token-of-the-first");
        using var second = await RehearsalProgram.StartAsync(scratch.File("second"), "token-of-the-second");
        var home = Directory.CreateDirectory(scratch.File("home")).FullName;
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All()) { ["HOME"] = home, ["USERPROFILE"] = home };
        _fixture.Isolate(variables, home);
        (variables["FIRST"], variables["SECOND"]) = ("token-of-the-first", "token-of-the-second");
        var environment = new SnapshotEnvironment(variables);
        var adapter = _fixture.Create(new EcosystemServices(new ProcessRunner(environment), http, environment, TimeProvider.System));
        Uri Of(RehearsalProgram server, string path) => new(server.Address, path);
        var naming = Naming(Of(second, adapter.RehearsalRegistry), Of(second, adapter.RehearsalIndex));
        if (naming is var (file, _, text))
        {
            tree.Write(file, File.Exists(Path.Combine(tree.Path, file)) ? $"{tree.Read(file)}\n{text}" : text);
        }

        var resolver = new TargetResolver(
            [new EcosystemSetting { Ecosystem = _fixture.Id, Options = EcosystemSetting.ParseOptions(string.Join(';', _fixture.Settings.Select(s => $"{s.Key}={s.Value}"))) }],
            _ => (Of(first, adapter.RehearsalRegistry).AbsoluteUri, Of(first, adapter.RehearsalIndex).AbsoluteUri), null, tree.Files);
        var factory = new PackageContextFactory(tree.Files, scratch.File("output"), new CredentialSource(environment), new EcosystemCatalog([adapter]), resolver);
        var found = (await tree.DiscoverAsync(adapter)).Find(new PackageId(_fixture.Id, _fixture.Base))!;
        var usual = factory.Create(found, tree.Version);
        var own = factory.Create(
            found with { Registry = naming?.Name ?? Of(second, adapter.RehearsalRegistry).AbsoluteUri, Index = naming is null ? Of(second, adapter.RehearsalIndex).AbsoluteUri : null, TokenVariable = "SECOND" }, tree.Version);
        own.Endpoint.Token!.Source.ShouldBe("SECOND");
        usual = usual with { Endpoint = usual.Endpoint with { Token = new CredentialSource(environment).Find([], "FIRST") } };

        await UploadAsync(adapter, own);
        (await adapter.Registry.FindAsync(own, Token)).ShouldNotBeNull();
        (await adapter.Registry.FindAsync(usual, Token)).ShouldBeNull();
        await UploadAsync(adapter, usual);
        (await adapter.Registry.FindAsync(usual, Token)).ShouldNotBeNull();
    }

    private static async Task UploadAsync(EcosystemAdapter adapter, PackageContext package)
    {
        Directory.CreateDirectory(package.ArtifactsDirectory);
        Directory.CreateDirectory(package.ScratchDirectory);
        await adapter.Publisher.PublishAsync(package, await adapter.Packager.BuildAsync(package, Token), Token);
    }
}

/// <summary>npm, by a scope of an <c>.npmrc</c>.</summary>
public sealed class NpmRegistryChoiceTests : RegistryChoiceContract<NpmFixture>
{
    /// <inheritdoc/>
    protected override (string File, string Name, string Text)? Naming(Uri registry, Uri index) => (".npmrc", "@corp", $"@corp:registry={registry}\n");
}

/// <summary>Python, by an index of uv.</summary>
public sealed class PythonRegistryChoiceTests : RegistryChoiceContract<PythonFixture>
{
    /// <inheritdoc/>
    protected override (string File, string Name, string Text)? Naming(Uri registry, Uri index) => ("pyproject.toml", "corp", $"[[tool.uv.index]]\nname = \"corp\"\nurl = \"{index}\"\npublish-url = \"{registry}\"\n");
}

/// <summary>.NET, by a source of a <c>NuGet.config</c>.</summary>
public sealed class NuGetRegistryChoiceTests : RegistryChoiceContract<NuGetFixture>
{
    /// <inheritdoc/>
    protected override (string File, string Name, string Text)? Naming(Uri registry, Uri index) =>
        ("base/nuget.config", "corp", $"<configuration><packageSources><add key=\"corp\" value=\"{registry}\" allowInsecureConnections=\"true\" /></packageSources></configuration>");
}

/// <summary>Cargo, by a registry of <c>.cargo/config.toml</c>.</summary>
public sealed class CargoRegistryChoiceTests : RegistryChoiceContract<CargoFixture>
{
    /// <inheritdoc/>
    protected override (string File, string Name, string Text)? Naming(Uri registry, Uri index) => (".cargo/config.toml", "corp", $"[registries.corp]\nindex = \"sparse+{registry}\"\n");
}

/// <summary>Dart, whose repositories have addresses alone.</summary>
public sealed class DartRegistryChoiceTests : RegistryChoiceContract<DartFixture>;
