using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems.Cargo.Discovery;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>
/// Packages a crate with <c>cargo package</c>. <c>--allow-dirty</c> is always said: our own pins make the manifest differ from
/// the commit, and that nothing else does is what the check <c>clean-tree</c> is for. A lock file is kept as it is.
/// </summary>
internal sealed class CratePacking(CargoRunner cargo, SparseIndex index)
{
    /// <summary>Packages into a folder.</summary>
    /// <param name="package">The package.</param>
    /// <param name="stage">Names the transcript.</param>
    /// <param name="target">Absolute path of cargo's target folder, which is emptied.</param>
    /// <param name="verify">Whether the packed crate is compiled.</param>
    /// <param name="cancellationToken">Ends cargo.</param>
    /// <returns>What cargo said, and the crate that is there; null when it failed or left several.</returns>
    public async Task<(ProcessResult Result, string? Crate)> RunAsync(PackageContext package, string stage, string target, bool verify, CancellationToken cancellationToken)
    {
        Empty(target);
        var route = RegistryRoute.Of(package);
        var needsToken = package.Endpoint.Token is not null && route.Index is not null && (await index.ConfigurationAsync(package, cancellationToken)).RequiresToken;
        var run = new CargoRun(stage, ["package", .. Arguments(package, target), .. verify ? [] : (string[])["--no-verify"], .. route.Replacement], package.Directory)
        {
            Route = route,
            Token = needsToken ? package.Endpoint.Token : null,
            Home = cargo.HomeFor(package),

            // What verification compiles of third parties is compiled once for all packages of the release.
            Variables = ImmutableDictionary<string, string?>.Empty.Add("CARGO_BUILD_BUILD_DIR", Path.Combine(Path.GetDirectoryName(package.ScratchDirectory)!, "cargo-build")),
        };
        var result = await cargo.RunAsync(package, run, cancellationToken);
        var folder = Path.Combine(target, "package");
        var crates = result.Succeeded && Directory.Exists(folder) ? Directory.GetFiles(folder, "*.crate") : [];
        return (result, crates is [var only] ? only : null);
    }

    /// <summary>The arguments that packaging and uploading share. The package is named: a root's default members must not stand in for it.</summary>
    public static ImmutableArray<string> Arguments(PackageContext package, string target) =>
    [
        "--package", package.Id.Name, "--allow-dirty", "--target-dir", target,
        .. CrateReader.Find(package) is { } member && File.Exists(Path.Combine(package.WorkspaceRoot, member.LockFile.Value)) ? ["--locked"] : (string[])[],
    ];

    private static void Empty(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
