using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Dart.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>
/// Uses a published version as its users do, in a folder outside the repository and with an empty cache: a new program depends on
/// it, imports it and is run. Nothing of others runs with credentials.
/// </summary>
public sealed class DartConsumer : IConsumer
{
    /// <summary>pub.dev's listings lie behind caches that keep them for minutes.</summary>
    private static readonly ImmutableArray<TimeSpan?> BehindCaches =
        [.. new double[] { 5, 10, 20, 40, 60, 60, 60, 60 }.Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds)), null];

    private readonly PubRunner _dart;
    private readonly TimeProvider _time;

    internal DartConsumer(PubRunner dart, TimeProvider time)
    {
        _dart = dart;
        _time = time;
    }

    /// <inheritdoc/>
    public string InstallCommand(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var command = $"dart pub add {package.Id.Name}:{package.Version}";
        return PubRepository.IsPublic(package.Endpoint.Index) ? command : $"{command} --hosted-url={PubRepository.Normalize(package.Endpoint.Index)}";
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var packed = PackedPackage.Read(artifacts.Single().Path);
        if (packed.NeedsFlutter)
        {
            return $"{package.Id.Name} {package.Version} needs Flutter; its archive was compared, and nothing was run";
        }

        var place = Directory.CreateTempSubdirectory("releasekit-dart-").FullName;
        try
        {
            var home = PubRunner.Folder(place, "home");
            var program = PubRunner.Folder(place, "program");
            await WriteProgramAsync(package, packed, program, cancellationToken);
            var run = new PubRun("", [], program) { Home = home, Variables = _dart.WithoutCredentials() };
            await GetAsync(package, run, cancellationToken);
            return packed.Library is null
                ? $"downloaded {package.Id.Name} {package.Version} with what it depends on; it has no library to import"
                : await UseAsync(package, packed.Library, run, cancellationToken);
        }
        finally
        {
            Remove(place);
        }
    }

    private static async Task WriteProgramAsync(PackageContext package, PackedPackage packed, string folder, CancellationToken cancellationToken)
    {
        var source = PubRepository.IsPublic(package.Endpoint.Index) ? "" : $"\n    hosted: \"{PubRepository.Normalize(package.Endpoint.Index)}\"";
        await File.WriteAllTextAsync(
            Path.Combine(folder, "pubspec.yaml"),
            $"name: releasekit_consumer\npublish_to: none\nenvironment:\n  sdk: \">=3.0.0 <4.0.0\"\ndependencies:\n  {package.Id.Name}:{source}\n    version: \"{package.Version}\"\n",
            cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(PubRunner.Folder(folder, "bin"), "main.dart"),
            $"{(packed.Library is { } library ? $"// ignore: unused_import\nimport 'package:{package.Id.Name}/{library}';\n\n" : "")}void main() {{}}\n",
            cancellationToken);
    }

    /// <summary>Downloads, with the credential where the repository is a private one; again where a cache may be behind.</summary>
    private async Task GetAsync(PackageContext package, PubRun run, CancellationToken cancellationToken)
    {
        var isPrivate = package.Endpoint.Token is not null && !PubRepository.IsPublic(package.Endpoint.Index);
        if (isPrivate)
        {
            await _dart.UseTokenAsync(package, run.Home!, package.Endpoint.Index, cancellationToken);
        }

        ImmutableArray<TimeSpan?> pauses = package.Endpoint.Index.IsLoopback ? [null] : BehindCaches;
        foreach (var pause in pauses)
        {
            var result = await _dart.RunAsync(package, run with { Stage = "dart-get", Arguments = ["pub", "get"], Token = isPrivate ? package.Endpoint.Token : null }, cancellationToken);
            if (result.Succeeded)
            {
                return;
            }

            if (pause is null || !result.Error.Contains("version solving failed", StringComparison.Ordinal))
            {
                throw Failure(VerifyCodes.Install, package, $"{package.Id.Name} {package.Version} cannot be installed: '{InstallCommand(package)}' fails.", result);
            }

            await Task.Delay(pause.Value, _time, cancellationToken);
        }
    }

    private async Task<string> UseAsync(PackageContext package, string library, PubRun run, CancellationToken cancellationToken)
    {
        var result = await _dart.RunAsync(package, run with { Stage = "dart-run", Arguments = ["run", "bin/main.dart"] }, cancellationToken);
        if (result.Succeeded)
        {
            return $"ran a program that depends on {package.Id.Name} {package.Version} and imports {library}";
        }

        // A library for browsers cannot be run here.
        if ($"{result.Output}{result.Error}".Contains("is not available on this platform", StringComparison.Ordinal) &&
            (await _dart.RunAsync(package, run with { Stage = "dart-analyze", Arguments = ["analyze", "bin/main.dart"] }, cancellationToken)).Succeeded)
        {
            return $"analyzed a program that depends on {package.Id.Name} {package.Version} and imports {library}, which runs in browsers only";
        }

        throw Failure(VerifyCodes.Load, package, $"{package.Id.Name} {package.Version} was downloaded, and a program that imports {library} cannot be run.", result);
    }

    private static ReleaseException Failure(DiagnosticDescriptor code, PackageContext package, string what, ProcessResult result) =>
        new(code.Create($"{what} See {package.LogDirectory}.{PubOutput.Tail(result)}"));

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
