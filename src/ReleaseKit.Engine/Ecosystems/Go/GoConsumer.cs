using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Go.Clients;
using ReleaseKit.Engine.Ecosystems.Go.Modules;

namespace ReleaseKit.Engine.Ecosystems.Go;

/// <summary>
/// Requires a version from an empty module with an empty module cache, compiles its packages and commands, and runs a program
/// that imports every package, so that their initialisation is seen to work.
/// </summary>
public sealed class GoConsumer : IConsumer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly GoTools _tools;
    private readonly GoRegistry _registry;
    private readonly TimeProvider _time;

    internal GoConsumer(GoTools tools, GoRegistry registry, TimeProvider time)
    {
        _tools = tools;
        _registry = registry;
        _time = time;
    }

    /// <inheritdoc/>
    public string InstallCommand(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var proxy = package.Endpoint.IsLoopback ? $"GOPROXY={package.Endpoint.Index.AbsoluteUri.TrimEnd('/')},direct GOSUMDB=off " : "";
        return $"{proxy}go get {Module(package)}";
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        await AwaitCircleAsync(package, cancellationToken);
        var folder = GoTools.EmptyScratch(package, "consumer");
        var cache = GoTools.EmptyScratch(package, "modules");
        var environment = _tools.Consumer(package, cache);
        await RunAsync(package, VerifyCodes.Install, folder, environment, ["mod", "init", "release.invalid/consumer"], cancellationToken);
        await RunAsync(package, VerifyCodes.Install, folder, environment, ["get", Module(package)], cancellationToken);
        var listed = await RunAsync(
            package, VerifyCodes.Load, folder, environment, ["list", "-f", "{{.Name}} {{.ImportPath}}", $"{ModulePath.For(package.Id.Name, package.Version)}/..."], cancellationToken);
        var packages = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ', 2)).Where(parts => parts.Length == 2).ToArray();
        if (packages.Length == 0)
        {
            return $"fetched {Module(package)}; it holds no package to compile";
        }

        await RunAsync(
            package, VerifyCodes.Load, folder, environment, ["build", "-o", OperatingSystem.IsWindows() ? "NUL" : "/dev/null", .. packages.Select(parts => parts[1])], cancellationToken);
        var importable = packages.Where(parts => parts[0] != "main" && !IsInternal(parts[1])).Select(parts => parts[1]).ToArray();
        var program = new StringBuilder("package main\n\nimport (\n");
        foreach (var path in importable)
        {
            program.Append("\t_ \"").Append(path).Append("\"\n");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "main.go"), program.Append(")\n\nfunc main() {}\n").ToString(), cancellationToken);
        await RunAsync(package, VerifyCodes.Load, folder, environment, ["run", "."], cancellationToken);
        return $"fetched {Module(package)}, compiled {packages.Length} and imported {importable.Length} of its packages";
    }

    /// <summary>Waits until the modules are live that need this one and that it needs: without them nobody can use it.</summary>
    private async Task AwaitCircleAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        foreach (var companion in ModuleCircle.Of(package))
        {
            while (await _registry.FindAsync(companion, cancellationToken) is null)
            {
                if (_time.GetElapsedTime(start) > Patience)
                {
                    throw new ReleaseException(VerifyCodes.Install.Create(
                        $"{Module(package)} cannot be used: it and {Module(companion)} require each other, and {companion.Endpoint.Index} does not serve the latter after {Patience.TotalMinutes:0} min. Publish that module, and run the release again."));
                }

                await Task.Delay(Pause, _time, cancellationToken);
            }
        }
    }

    private async Task<string> RunAsync(
        PackageContext package, DiagnosticDescriptor code, string folder, Dictionary<string, string?> environment, ImmutableArray<string> arguments, CancellationToken cancellationToken)
    {
        var result = await _tools.RunAsync(package, $"verify-{arguments[0]}", folder, environment, arguments, cancellationToken);
        return result.Succeeded ? result.Output : throw new ReleaseException(code.Create(
            $"{Module(package)} cannot be used: 'go {arguments[0]}' fails in an empty module that requires it from {package.Endpoint.Index}.{GoTools.Tail(result)}"));
    }

    private static string Module(PackageContext package) => $"{ModulePath.For(package.Id.Name, package.Version)}@{GoVersion.Parse(package.Version)}";

    private static bool IsInternal(string path) => path.Split('/').Contains("internal");
}
