using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;
using ReleaseKit.Engine.Ecosystems.Cargo.Discovery;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>
/// Uses a published version as its users do, in a folder outside the repository and with an empty CARGO_HOME: a library is a
/// dependency of a new program, which is compiled and run; a program is installed. Nothing of others runs with credentials.
/// </summary>
public sealed class CargoConsumer : IConsumer
{
    /// <summary>Public indexes lie behind caches that keep files for minutes.</summary>
    private static readonly ImmutableArray<TimeSpan?> BehindCaches =
        [.. new double[] { 5, 10, 20, 40, 60, 60, 60, 60 }.Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds)), null];

    private readonly CargoRunner _cargo;
    private readonly SparseIndex _index;
    private readonly TimeProvider _time;

    internal CargoConsumer(CargoRunner cargo, SparseIndex index, TimeProvider time)
    {
        _cargo = cargo;
        _index = index;
        _time = time;
    }

    /// <inheritdoc/>
    public string InstallCommand(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var route = RegistryRoute.Of(package);
        var isLibrary = File.Exists(Path.Combine(package.Directory, "src", "lib.rs")) || CrateReader.Find(package)?.Manifest.Root["lib"] is not null;
        var command = isLibrary ? $"cargo add {package.Id.Name}@={package.Version}" : $"cargo install {package.Id.Name}@={package.Version}";
        var index = $"--config 'registries.{route.Name}.index=\"{route.Address}\"'";
        return route.Index is null ? command
            : route.ReplacesCratesIo ? $"{command} {index} --config 'source.crates-io.replace-with=\"{route.Name}\"'"
            : $"{command} --registry {route.Name} {index}";
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var crate = PackedCrate.Read(artifacts.Single().Path);
        var route = RegistryRoute.Of(package);
        var needsToken = package.Endpoint.Token is not null && route.Index is not null && (await _index.ConfigurationAsync(package, cancellationToken)).RequiresToken;
        var place = Directory.CreateTempSubdirectory("releasekit-cargo-").FullName;
        try
        {
            var run = new CargoRun("", [], place)
            {
                Route = route,
                Token = needsToken ? package.Endpoint.Token : null,
                Home = Path.Combine(place, "home"),
                Variables = _cargo.WithoutCredentials().Add("CARGO_TARGET_DIR", Path.Combine(place, "target")).SetItem("RUSTFLAGS", null),
            };
            return crate.IsLibrary ? await UseAsync(package, run, cancellationToken)
                : crate.HasPrograms ? await InstallAsync(package, run, cancellationToken)
                : await FetchAsync(package, run, cancellationToken);
        }
        finally
        {
            Remove(place);
        }
    }

    /// <summary>Downloads with the credential where one is needed, and compiles and runs without network and credential.</summary>
    private async Task<string> UseAsync(PackageContext package, CargoRun run, CancellationToken cancellationToken)
    {
        await FetchAsync(package, run, cancellationToken);
        var result = await _cargo.RunAsync(
            package, run with { Stage = "cargo-run", Arguments = ["run", "--offline", .. run.Route!.Replacement], Token = null }, cancellationToken);
        return result.Succeeded
            ? $"compiled and ran a program that depends on {package.Id.Name} {package.Version}"
            : throw Failure(VerifyCodes.Load, package, $"{package.Id.Name} {package.Version} was downloaded, and a program that depends on it cannot be compiled and run.", result);
    }

    private async Task<string> FetchAsync(PackageContext package, CargoRun run, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(run.Directory, "src"));
        var registry = run.Route is { Index: not null, ReplacesCratesIo: false } route ? $", registry = {TomlEditing.Quote(route.Name)}" : "";
        await File.WriteAllTextAsync(
            Path.Combine(run.Directory, "Cargo.toml"),
            $$"""
            [package]
            name = "releasekit-consumer"
            version = "0.0.0"
            edition = "2021"

            [dependencies]
            subject = { package = {{TomlEditing.Quote(package.Id.Name)}}, version = {{TomlEditing.Quote("=" + package.Version)}}{{registry}} }

            [workspace]

            """,
            cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(run.Directory, "src", "main.rs"), "#[allow(unused_imports)]\nuse subject as _;\n\nfn main() {}\n", cancellationToken);
        await RunPatientlyAsync(package, run with { Stage = "cargo-fetch", Arguments = ["fetch", .. run.Route!.Replacement] }, cancellationToken);
        return $"downloaded {package.Id.Name} {package.Version}; it has neither a library for Rust nor a program";
    }

    private async Task<string> InstallAsync(PackageContext package, CargoRun run, CancellationToken cancellationToken)
    {
        var root = Path.Combine(run.Directory, "installed");
        await RunPatientlyAsync(
            package,
            run with
            {
                Stage = "cargo-install",
                Arguments = ["install", $"{package.Id.Name}@={package.Version}", "--debug", "--root", root, .. run.Route!.Index is null ? [] : (string[])["--registry", run.Route.Name], .. run.Route.Replacement],
            },
            cancellationToken);
        var programs = Directory.GetFiles(Path.Combine(root, "bin")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        return $"installed {package.Id.Name} {package.Version}: {string.Join(", ", programs)}";
    }

    /// <summary>Again where a cache may be behind: the version is there, as was seen before.</summary>
    private async Task RunPatientlyAsync(PackageContext package, CargoRun run, CancellationToken cancellationToken)
    {
        ImmutableArray<TimeSpan?> pauses = package.Endpoint.Index.IsLoopback ? [null] : BehindCaches;
        foreach (var pause in pauses)
        {
            var result = await _cargo.RunAsync(package, run, cancellationToken);
            if (result.Succeeded)
            {
                return;
            }

            var isBehind = result.Error.Contains("failed to select a version", StringComparison.Ordinal) || result.Error.Contains("no matching package", StringComparison.Ordinal) ||
                result.Error.Contains("could not find", StringComparison.Ordinal);
            if (pause is null || !isBehind)
            {
                throw Failure(VerifyCodes.Install, package, $"{package.Id.Name} {package.Version} cannot be installed: '{InstallCommand(package)}' fails.", result);
            }

            await Task.Delay(pause.Value, _time, cancellationToken);
        }
    }

    private static ReleaseException Failure(DiagnosticDescriptor code, PackageContext package, string what, ProcessResult result) =>
        new(code.Create($"{what} See {package.LogDirectory}.{CargoOutput.Tail(result)}"));

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A client that is still closing its files; nothing in it is secret.
        }
    }
}
