using System.Collections.Immutable;
using NuGet.Versioning;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// Uses a package as a console project of its own would: restores exactly this version, builds, and loads its assemblies.
/// Tools are installed; templates, SDKs and packages for other platforms are restored only.
/// </summary>
public sealed class DotNetConsumer : IConsumer
{
    private static readonly string[] RestoredOnly = ["Template", "MSBuildSdk"];
    private readonly IProcessRunner _processes;
    private readonly NuGetFeed _feed;
    private readonly Uri _publicIndex;

    internal DotNetConsumer(IProcessRunner processes, NuGetFeed feed, Uri publicIndex)
    {
        _processes = processes;
        _feed = feed;
        _publicIndex = publicIndex;
    }

    /// <inheritdoc/>
    public string InstallCommand(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var source = package.Endpoint.Index == _publicIndex ? "" : package.Endpoint.Index.AbsoluteUri;
        var content = FindBuilt(package);
        return content switch
        {
            _ when content?.Is("DotnetTool") == true => $"dotnet tool install {package.Id.Name} --version {package.Version}{Option("--add-source", source)}",
            _ when content?.Is("Template") == true => $"dotnet new install {package.Id.Name}@{package.Version}{Option("--add-source", source)}",
            // NuGet takes plain http only from a source that a configuration file allows (NU1302).
            _ when package.Endpoint.Index.Scheme == Uri.UriSchemeHttp =>
                $"dotnet new nugetconfig && dotnet nuget add source {source} --name rehearsal --allow-insecure-connections --configfile nuget.config && " +
                $"dotnet add package {package.Id.Name} --version {package.Version}",
            _ => $"dotnet add package {package.Id.Name} --version {package.Version}{Option("--source", source)}",
        };
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var content = artifacts.Where(artifact => artifact.FileName.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
            .Select(artifact => NuGetPackageFile.Read(artifact.Path))
            .First(file => file.Id.Equals(package.Id.Name, StringComparison.OrdinalIgnoreCase));
        var folder = WorkFolders.Empty(package, "install");
        var configuration = await ConfigureAsync(package, content, cancellationToken);
        configuration.Write(folder);
        Forget(package);
        return content.Is("DotnetTool")
            ? await InstallToolAsync(package, configuration, folder, cancellationToken)
            : await ReferenceAsync(package, content, configuration, folder, cancellationToken);
    }

    private async Task<string> InstallToolAsync(PackageContext package, NuGetConfiguration configuration, string folder, CancellationToken cancellationToken)
    {
        var tools = Path.Combine(folder, "tools");
        var request = Request(
            package, folder, "install.log",
            ["tool", "install", package.Id.Name, "--version", $"[{package.Version}]", "--tool-path", tools, "--configfile", Path.Combine(folder, "NuGet.config")]);
        var result = await _processes.RunAsync(request with { Secrets = configuration.Secrets }, cancellationToken);
        var commands = Directory.Exists(tools) ? Directory.EnumerateFiles(tools).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToArray() : [];
        return result.Succeeded && commands.Length > 0
            ? $"installed the tool {string.Join(", ", commands)}; it was not run"
            : throw Fail(VerifyCodes.Install, package, $"'{InstallCommand(package)}' failed.\n{DotNetCommand.Failure(result)}");
    }

    private async Task<string> ReferenceAsync(
        PackageContext package, NuGetPackageFile content, NuGetConfiguration configuration, string folder, CancellationToken cancellationToken)
    {
        var framework = await FrameworkAsync(package, folder, cancellationToken);
        var type = RestoredOnly.FirstOrDefault(content.Is);
        var unusable = type is null && content.Frameworks.Length > 0 && !content.Frameworks.Any(candidate => CanUse(framework, candidate));
        ConsumerProject.Write(folder, framework, package.Id.Name, package.Version, downloadOnly: type is not null || unusable);
        var build = await _processes.RunAsync(
            Request(package, folder, "install.log", ["build", "Consumer.csproj", "-c", "Release", "-v", "q"]) with { Secrets = configuration.Secrets }, cancellationToken);
        if (!build.Succeeded)
        {
            throw Fail(VerifyCodes.Install, package, $"A new project with '{InstallCommand(package)}' does not build.\n{DotNetCommand.Failure(build)}");
        }

        if (type is not null || unusable)
        {
            return type is not null ? $"restored; a package of type {type} has nothing to load"
                : $"restored; it is for {string.Join(", ", content.Frameworks)}, which does not run on {framework}, so nothing was loaded";
        }

        var assemblies = ConsumerProject.Assemblies(folder, package.Id.Name);
        return assemblies.Count == 0 ? "restored; it has no assembly to load" : await LoadAsync(package, folder, framework, assemblies, cancellationToken);
    }

    private async Task<string> LoadAsync(PackageContext package, string folder, string framework, IReadOnlyList<string> assemblies, CancellationToken cancellationToken)
    {
        var program = Path.Combine(folder, "bin", "Release", framework, $"{ConsumerProject.Name}.dll");
        var request = Request(package, folder, "load.log", ["exec", program, .. assemblies]) with { Timeout = TimeSpan.FromMinutes(5) };
        var result = await _processes.RunAsync(request, cancellationToken);
        return result.Succeeded
            ? $"restored and loaded {string.Join(", ", assemblies)} on {framework}"
            : throw Fail(VerifyCodes.Load, package, $"It was restored by '{InstallCommand(package)}', and loading {string.Join(", ", assemblies)} failed.\n{DotNetCommand.Failure(result)}");
    }

    /// <summary>The framework of the SDK that builds here, which a <c>global.json</c> of the workspace may choose.</summary>
    private async Task<string> FrameworkAsync(PackageContext package, string folder, CancellationToken cancellationToken)
    {
        var result = await _processes.RunAsync(Request(package, folder, "sdk.log", ["--version"]), cancellationToken);
        return result.Succeeded && NuGetVersionScheme.TryParse(result.Output.Trim()) is { } version
            ? $"net{version.Major}.{version.Minor}"
            : throw Fail(VerifyCodes.Install, package, $"'dotnet --version' does not tell an SDK to install it with.\n{DotNetCommand.Failure(result)}");
    }

    private async Task<NuGetConfiguration> ConfigureAsync(PackageContext package, NuGetPackageFile content, CancellationToken cancellationToken)
    {
        var configuration = new NuGetConfiguration(package, package.Endpoint.Index);
        if (package.Endpoint.Index == _publicIndex)
        {
            return configuration;
        }

        var other = OtherIndex(package);
        var sources = await DependencySources.FindAsync(_feed, package, content, cancellationToken);
        return sources.NeedsOther ? configuration with { Other = other, FromRelease = sources.FromFeed } : configuration;
    }

    private Uri OtherIndex(PackageContext package)
    {
        if (package.Settings.GetValueOrDefault("ExtraIndexUrl") is not { Length: > 0 } extra)
        {
            return _publicIndex;
        }

        return Uri.TryCreate(extra, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw new ReleaseException(PublishCodes.Address.Create(
                "ReleaseNugetExtraIndexUrl is no absolute http or https address without credentials; correct it or leave it out."));
    }

    /// <summary>Packages of other people stay in the shared folder; what is verified must come from the feed.</summary>
    private static void Forget(PackageContext package)
    {
        var version = NuGetVersion.Parse(package.Version).ToNormalizedString().ToLowerInvariant();
        var restored = Path.Combine(WorkFolders.Packages(package), package.Id.Name.ToLowerInvariant(), version);
        if (Directory.Exists(restored))
        {
            Directory.Delete(restored, recursive: true);
        }
    }

    private static ProcessRequest Request(PackageContext package, string folder, string log, ImmutableArray<string> arguments) =>
        DotNetCommand.Create(folder, WorkFolders.Log(package, log), arguments).With(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["NUGET_PACKAGES"] = WorkFolders.Packages(package),
            ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(folder, "http-cache"),
            ["NUGET_FALLBACK_PACKAGES"] = null,
        });

    private static bool CanUse(string framework, string candidate) =>
        TargetFrameworkName.TryParse(framework) is { } user && TargetFrameworkName.TryParse(candidate) is { } used && user.CanUse(used) == true;

    private static NuGetPackageFile? FindBuilt(PackageContext package)
    {
        var path = Path.Combine(package.ArtifactsDirectory, $"{package.Id.Name}.{package.Version}.nupkg");
        try
        {
            return File.Exists(path) ? NuGetPackageFile.Read(path) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Option(string name, string value) => value.Length == 0 ? "" : $" {name} {value}";

    private static ReleaseException Fail(DiagnosticDescriptor code, PackageContext package, string why) =>
        new(code.Create($"{package.Id} {package.Version}: {why}"));
}
