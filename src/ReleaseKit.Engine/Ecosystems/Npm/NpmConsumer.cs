using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// Installs a published version with npm in an empty folder with an empty cache, and imports it with Node.js. Code of the
/// package and of its dependencies runs without the credentials of the release in its environment.
/// </summary>
public sealed class NpmConsumer : IConsumer
{
    private static readonly TimeSpan LongestLoad = TimeSpan.FromMinutes(2);

    private readonly EcosystemServices _services;
    private readonly NpmRegistry _registry;

    internal NpmConsumer(EcosystemServices services, NpmRegistry registry)
    {
        _services = services;
        _registry = registry;
    }

    /// <inheritdoc/>
    public string InstallCommand(PackageContext package)
    {
        var command = $"npm install {package.Id.Name}@{package.Version}";
        var index = RegistryAddress.Normalize(package.Endpoint.Index);
        return index == RegistryAddress.Normalize(_registry.Default.Index) ? command : $"{command} --registry {index}";
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        using var place = CleanPlace.Create(package.ScratchDirectory);
        var client = new ClientRunner(_services.Processes, package);
        if (await InstallAsync(package, place.Path, client, cancellationToken) is { } unsupported)
        {
            return unsupported;
        }

        var quiet = ClientEnvironment.WithoutCredentials(_services.Environment);
        await RunInstallScriptsAsync(package, place.Path, client, quiet, cancellationToken);
        return await LoadAsync(package, place.Path, quiet, cancellationToken);
    }

    /// <returns>Null, or why it cannot be installed on this machine although it is well published.</returns>
    private async Task<string?> InstallAsync(PackageContext package, string folder, ClientRunner client, CancellationToken cancellationToken)
    {
        var configuration = NpmConfiguration.Create(package, package.Endpoint.Index, folder, _services.Environment);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), "{ \"private\": true }\n", cancellationToken);
        ImmutableArray<string> arguments =
        [
            "install", $"{package.Id.Name}@{package.Version}", .. configuration.Arguments, $"--cache={Path.Combine(folder, ".cache")}",
            "--prefer-online", "--ignore-scripts",
        ];
        foreach (var pause in InstallRetries.Pauses(package.Endpoint.Index))
        {
            var result = await client.RunAsync("npm-install", "npm", arguments, folder, configuration.Environment, cancellationToken);
            if (result.Succeeded)
            {
                return null;
            }

            var code = ClientOutput.ErrorCode(result);
            if (code == "EBADPLATFORM" && result.Error.Contains($"for {package.Id.Name}@{package.Version}:", StringComparison.Ordinal))
            {
                return $"{package.Id.Name} {package.Version} is for other platforms than this one; it was not installed";
            }

            if (pause is null || !InstallRetries.MayPass(code))
            {
                throw Failure(VerifyCodes.Install, package, $"{package.Id.Name} {package.Version} cannot be installed: '{InstallCommand(package)}' fails.", result);
            }

            await Task.Delay(pause.Value, _services.Time, cancellationToken);
        }

        return null;
    }

    /// <summary>The scripts that <c>npm install</c> would have run, in a run of their own without credentials.</summary>
    private static async Task RunInstallScriptsAsync(PackageContext package, string folder, ClientRunner client, ClientEnvironment quiet, CancellationToken cancellationToken)
    {
        var tree = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"), cancellationToken);
        if (!tree.Contains("\"hasInstallScript\": true", StringComparison.Ordinal))
        {
            return;
        }

        var result = await client.RunAsync("npm-rebuild", "npm", ["rebuild", "--workspaces=false", $"--cache={Path.Combine(folder, ".cache")}"], folder, quiet, cancellationToken);
        if (!result.Succeeded)
        {
            throw Failure(VerifyCodes.Install, package, $"An install script of {package.Id.Name} {package.Version}, or of a dependency, fails.", result);
        }
    }

    private async Task<string> LoadAsync(PackageContext package, string folder, ClientEnvironment quiet, CancellationToken cancellationToken)
    {
        var directory = Path.Combine([folder, "node_modules", .. package.Id.Name.Split('/')]);
        var path = Path.Combine(directory, "package.json");
        var source = new SourceText("package.json", await File.ReadAllTextAsync(path, Encoding.UTF8, cancellationToken));
        var entry = InstalledEntry.Find((JsonObjectSyntax)JsonDocumentSyntax.Parse(source).Root, directory);
        if (entry.Loading == EntryLoading.Nothing)
        {
            return $"installed {package.Id.Name} {package.Version}; nothing to load: {entry.Reason}";
        }

        var result = await RunLoadAsync(package, entry.Loading, folder, quiet, cancellationToken);
        return result.ExitCode switch
        {
            0 => $"installed {package.Id.Name} {package.Version} and loaded it with {(entry.Loading == EntryLoading.Import ? "import" : "require")}",
            LoadScript.NeedsBrowser => $"installed {package.Id.Name} {package.Version}; it loads in browsers only",
            LoadScript.NeedsBundler => $"installed {package.Id.Name} {package.Version}; it loads through a bundler only",
            _ => throw Failure(VerifyCodes.Load, package, $"{package.Id.Name} {package.Version} installs, and loading it with Node.js fails. A file may be missing from \"files\", or a dependency undeclared.", result),
        };
    }

    private async Task<ProcessResult> RunLoadAsync(
        PackageContext package, EntryLoading loading, string folder, ClientEnvironment quiet, CancellationToken cancellationToken)
    {
        try
        {
            var client = new ClientRunner(_services.Processes, package) { Timeout = LongestLoad };
            return await client.RunAsync("node-load", "node", LoadScript.Arguments(loading, package.Id.Name), folder, quiet, cancellationToken);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Descriptor == ToolCodes.Timeout)
        {
            throw new ReleaseException(VerifyCodes.Load.Create(
                $"{package.Id.Name} {package.Version} installs, and importing it with Node.js does not come to an end. {e.Diagnostics[0].Message}"), e);
        }
    }

    private static ReleaseException Failure(DiagnosticDescriptor descriptor, PackageContext package, string what, ProcessResult result) =>
        new(descriptor.Create($"{what} It was published to {package.Endpoint.Registry}.{ClientOutput.Tail(result)}"));
}
