using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Ruby;

/// <summary>Installs into an empty folder and requires the file of the gem's name.</summary>
public sealed class GemConsumer(GemClient gem) : IConsumer
{
    /// <inheritdoc/>
    public string InstallCommand(PackageContext package) => GemClient.Folder(package) is { } folder
        ? $"cd {folder} && gem install --local {GemClient.FileName(package)}"
        : $"gem install {package.Id.Name} -v {package.Version}";

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var home = Path.Combine(package.ScratchDirectory, "gems");
        if (Directory.Exists(home))
        {
            Directory.Delete(home, recursive: true);
        }

        Directory.CreateDirectory(home);
        var folder = GemClient.Folder(package);
        ImmutableArray<string> what = folder is null
            ? [package.Id.Name, "-v", package.Version, "--clear-sources", "--source", package.Endpoint.Index.AbsoluteUri]
            : ["--local", GemClient.FileName(package)];
        await RunAsync("gem", VerifyCodes.Install, folder ?? home, ["install", "--no-document", "--install-dir", home, .. what]);
        await RunAsync("ruby", VerifyCodes.Load, home, ["-e", "require ARGV[0]", package.Id.Name]);
        return $"installed and required '{package.Id.Name}'";

        async Task RunAsync(string client, DiagnosticDescriptor code, string directory, ImmutableArray<string> arguments)
        {
            var variables = new Dictionary<string, string?> { ["GEM_HOME"] = home, ["GEM_PATH"] = home };
            var result = await gem.RunAsync(package, $"verify-{client}", directory, arguments, variables, cancellationToken, client);
            if (!result.Succeeded)
            {
                throw new ReleaseException(code.Create($"{package.Id} {package.Version} cannot be used.\n{result.Output}{result.Error}"));
            }
        }
    }
}
