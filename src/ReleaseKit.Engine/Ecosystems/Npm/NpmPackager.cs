using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Clients;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// Packs with the workspace's own client: pnpm where the workspace is pnpm's and pnpm is installed, npm otherwise. Scripts
/// run as for a publication: <c>prepublishOnly</c> first, then those of packing.
/// </summary>
public sealed class NpmPackager : IPackager
{
    private const string Npm = "npm";
    private const string Pnpm = "pnpm";

    /// <summary>The first with <c>pack --pack-destination</c>.</summary>
    private const string OldestNpm = "7.21.0";

    private readonly IProcessRunner _processes;

    internal NpmPackager(IProcessRunner processes) => _processes = processes;

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var missing = ImmutableArray.CreateBuilder<MissingTool>();
        if (_processes.Find("node") is null)
        {
            missing.Add(new MissingTool("node", "Install Node.js from https://nodejs.org/, or add its folder to PATH."));
        }

        if (_processes.Find(Npm) is null)
        {
            missing.Add(new MissingTool(Npm, "npm comes with Node.js; install it, or add its folder to PATH."));
        }

        if (_processes.Find(Pnpm) is null && IsPnpms(package) && UsesCatalogs(package))
        {
            missing.Add(new MissingTool(Pnpm, "Only pnpm can pack a package whose dependencies come from catalogues. Run 'corepack enable pnpm' or 'npm install --global pnpm'."));
        }

        return Task.FromResult(missing.ToImmutable());
    }

    /// <inheritdoc/>
    public ImmutableArray<RequiredClient> Clients(PackageContext package) =>
    [
        new("node"), new(Npm, OldestNpm),
        .. IsPnpms(package) && _processes.Find(Pnpm) is not null ? [new RequiredClient(Pnpm)] : Array.Empty<RequiredClient>(),
    ];

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var manifest = ReadManifest(package);
        var client = IsPnpms(package) && _processes.Find(Pnpm) is not null ? Pnpm : Npm;
        var runner = new ClientRunner(_processes, package);
        await RunScriptAsync("prepublishOnly", package, manifest, client, runner, cancellationToken);
        if (client == Pnpm)
        {
            await RunAsync(package, manifest, runner, "pnpm-pack", Pnpm, ["pack", "--pack-destination", package.ArtifactsDirectory], cancellationToken);
        }
        else
        {
            await PackWithNpmAsync(package, manifest, runner, cancellationToken);
        }

        return [Check(package, manifest)];
    }

    /// <summary>npm does not know <c>publishConfig.directory</c>: there the scripts are run from outside.</summary>
    private static async Task PackWithNpmAsync(PackageContext package, PackageManifest manifest, ClientRunner runner, CancellationToken cancellationToken)
    {
        // Scripts write to the same output as npm, so that its --json answer cannot be relied on: the folder tells what was packed.
        ImmutableArray<string> pack = ["pack", "--pack-destination", package.ArtifactsDirectory];
        if (manifest.Root.FindString("publishConfig", "directory") is not { } directory)
        {
            await RunAsync(package, manifest, runner, "npm-pack", Npm, pack, cancellationToken);
            return;
        }

        if (!RelativePath.TryParse(directory.Value, out var path) || path.IsRoot)
        {
            throw new ReleaseException(ManifestCodes.Invalid.At(
                manifest.Locate(directory), $"'publishConfig.directory' must be a folder below the package's own; '{DisplayText.Line(directory.Value)}' is not."));
        }

        await RunScriptAsync("prepack", package, manifest, Npm, runner, cancellationToken);
        await RunAsync(package, manifest, runner, "npm-pack", Npm, [.. pack, $"./{path.Value}"], cancellationToken);
        await RunScriptAsync("postpack", package, manifest, Npm, runner, cancellationToken);
    }

    private static async Task RunScriptAsync(
        string script, PackageContext package, PackageManifest manifest, string client, ClientRunner runner, CancellationToken cancellationToken)
    {
        if (manifest.Root.FindString("scripts", script) is not null)
        {
            await RunAsync(package, manifest, runner, $"{client}-{script}", client, ["run", script], cancellationToken);
        }
    }

    private static async Task RunAsync(
        PackageContext package, PackageManifest manifest, ClientRunner runner, string stage, string client, ImmutableArray<string> arguments, CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(stage, client, arguments, package.Directory, null, cancellationToken);
        if (!result.Succeeded)
        {
            throw new ReleaseException(BuildCodes.Failed.At(
                new SourceLocation(manifest.File.Value),
                $"'{client} {string.Join(' ', arguments.Take(2))}' failed for {package.Id} {package.Version} with exit code {result.ExitCode}. Run it in {manifest.Directory} and mend what it reports.{ClientOutput.Tail(result)}"));
        }
    }

    /// <summary>The one tarball, when it is the release that was planned and can be installed.</summary>
    private static Artifact Check(PackageContext package, PackageManifest manifest)
    {
        var place = new SourceLocation(manifest.File.Value);
        var tarballs = Directory.GetFiles(package.ArtifactsDirectory, "*.tgz");
        if (tarballs.Length != 1)
        {
            throw new ReleaseException(BuildCodes.Failed.At(
                place, $"Packing {package.Id} left {tarballs.Length} tarballs in {package.ArtifactsDirectory} instead of one. Keep the package's scripts from writing there."));
        }

        var packed = PackedPackage.Read(tarballs[0]);
        if (packed.Name != package.Id.Name || packed.Version != package.Version)
        {
            throw new ReleaseException(BuildCodes.Version.At(
                place, $"{Path.GetFileName(tarballs[0])} holds {DisplayText.Line($"{packed.Name} {packed.Version}")}, and {package.Id.Name} {package.Version} is to be released. Keep the build from changing name and version."));
        }

        var references = packed.FindWorkspaceReferences();
        return references.Count == 0
            ? Artifact.FromFile(tarballs[0])
            : throw new ReleaseException([.. references.Select(r => BuildCodes.Unpublishable.At(
                place, $"{package.Id.Name} {package.Version} would be published with '{DisplayText.Line(r.Name)}': '{DisplayText.Line(r.Specifier)}' in {r.Block}, which only this workspace understands. Give it a version range."))]);
    }

    private static PackageManifest ReadManifest(PackageContext package)
    {
        var file = RelativePath.Parse(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest));
        return PackageManifest.Parse(file, SourceText.Decode(file.Value, File.ReadAllBytes(package.Manifest)));
    }

    private static bool UsesCatalogs(PackageContext package) =>
        ReadManifest(package).ReadDependencies([]).Any(e => DependencySpecifier.Parse(e.Specifier).Kind == SpecifierKind.Catalog);

    /// <summary>The nearest folder upwards that shows a client decides.</summary>
    private static bool IsPnpms(PackageContext package)
    {
        for (var folder = package.Directory; ; folder = Path.GetDirectoryName(folder)!)
        {
            if (File.Exists(Path.Combine(folder, PnpmWorkspaceFile.FileName)) || File.Exists(Path.Combine(folder, "pnpm-lock.yaml")))
            {
                return true;
            }

            var isOthers = File.Exists(Path.Combine(folder, "package-lock.json")) || File.Exists(Path.Combine(folder, "yarn.lock"));
            if (isOthers || Path.TrimEndingDirectorySeparator(folder) == Path.TrimEndingDirectorySeparator(package.WorkspaceRoot) || Path.GetDirectoryName(folder) is null)
            {
                return false;
            }
        }
    }
}
