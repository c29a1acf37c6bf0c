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
    private readonly GoTools _tools;

    internal GoConsumer(GoTools tools) => _tools = tools;

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
