using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems.Python.Clients;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>
/// Installs a version with pip (uv where there is no pip) into an empty folder and imports its modules there, with nothing
/// but the standard library beside them: an undeclared dependency is found, not borrowed from this machine.
/// </summary>
public sealed class PythonConsumer : IConsumer
{
    /// <summary>Imports every module named after the folder and says which ones fail.</summary>
    private const string Import =
        """
        import importlib, sys, traceback
        sys.path.insert(0, sys.argv[1])
        failed = []
        for name in sys.argv[2:]:
            try:
                importlib.import_module(name)
            except BaseException:
                failed.append(name)
                traceback.print_exc()
        if failed:
            sys.exit("cannot import " + ", ".join(failed))
        """;

    /// <summary>The only settings of pip's environment that are about this machine and not about where packages come from.</summary>
    private static readonly ImmutableArray<string> KeptPipSettings = ["PIP_CERT", "PIP_CLIENT_CERT", "PIP_PROXY", "PIP_DEFAULT_TIMEOUT"];

    private readonly IProcessRunner _processes;
    private readonly IEnvironment _environment;
    private readonly PythonTools _tools;
    private readonly SimpleIndex _index;
    private readonly Uri _publicIndex;

    internal PythonConsumer(IProcessRunner processes, IEnvironment environment, PythonTools tools, SimpleIndex index, Uri publicIndex)
    {
        _processes = processes;
        _environment = environment;
        _tools = tools;
        _index = index;
        _publicIndex = publicIndex;
    }

    /// <inheritdoc/>
    public string InstallCommand(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return package.Endpoint.Index == _publicIndex
            ? $"pip install {Pinned(package)}"
            : string.Join(' ', ["pip", "install", "--index-url", Quoted(package.Endpoint.Index.AbsoluteUri), .. ExtraIndex(package).Select(Quoted), Pinned(package)]);
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var target = PythonTools.EmptyScratch(package, "install");
        var python = await InstallAsync(package, target, cancellationToken);
        var modules = InstalledModules.Find(target, package.Id.Name) ?? throw Fail(
            VerifyCodes.Install, package, $"The client reports success, yet left no metadata of {package.Id.Name} in {target}.");
        if (modules.IsEmpty)
        {
            return "installed; it holds no module to import";
        }

        var result = await _processes.RunAsync(
            new ProcessRequest
            {
                FileName = python,
                Arguments = ["-I", "-S", "-B", "-c", Import, target, .. modules],
                WorkingDirectory = target,
                Environment = PythonTools.Environment(package),
                Timeout = TimeSpan.FromMinutes(5),
                ExpectedExitCodes = ClientOutput.AnyExitCode,
                TranscriptPath = Path.Combine(package.LogDirectory, "import.log"),
            },
            cancellationToken);
        return result.Succeeded
            ? $"installed and imported {string.Join(", ", modules)}"
            : throw Fail(VerifyCodes.Load, package, $"It was installed by '{InstallCommand(package)}', and importing {string.Join(", ", modules)} failed.\n{ClientOutput.Tail(result)}");
    }

    /// <summary>Installs and gives the interpreter that it was installed for.</summary>
    private async Task<string> InstallAsync(PackageContext package, string target, CancellationToken cancellationToken)
    {
        var withPip = await _tools.FindPythonAsync(package, "pip", cancellationToken);
        var uv = withPip is null ? _tools.Uv : null;
        var python = withPip ?? (uv is null ? null : await _tools.FindPythonAsync(package, "", cancellationToken)) ?? throw PythonTools.Missing(package);
        ImmutableArray<string> client = uv is null
            ? ["-m", "pip", "install", "--no-cache-dir", "--disable-pip-version-check", "--no-input"]
            : ["pip", "install", "--no-cache", "--no-config", "--python", python];
        var secrets = await _index.IsPrivateAsync(package, cancellationToken) ? PrivateIndex(package) : [];
        var result = await _processes.RunAsync(
            new ProcessRequest
            {
                FileName = uv ?? python,
                Arguments =
                [
                    .. client, "--target", target, .. secrets.Count > 0 ? [] : (string[])["--index-url", package.Endpoint.Index.AbsoluteUri],
                    .. ExtraIndex(package), .. PythonTools.IsIsolated(package) ? [] : (string[])["--no-build-isolation"], .. Trust(uv is null, package.Endpoint.Index), Pinned(package),
                ],
                WorkingDirectory = PythonTools.EmptyScratch(package, "pip"),
                Environment = InstallEnvironment(package),
                Secrets = secrets,
                ExpectedExitCodes = ClientOutput.AnyExitCode,
                TranscriptPath = Path.Combine(package.LogDirectory, "install.log"),
            },
            cancellationToken);
        return result.Succeeded ? python : throw Fail(VerifyCodes.Install, package, $"'{InstallCommand(package)}' failed.\n{ClientOutput.Tail(result)}");
    }

    /// <summary>
    /// An index that answers only with the credential gets it in its address, which therefore is a secret itself and
    /// travels in the environment. The bare token is named too, so that it is redacted wherever it turns up.
    /// </summary>
    private static Dictionary<string, Secret> PrivateIndex(PackageContext package)
    {
        var token = package.Endpoint.Token!;
        var address = new UriBuilder(package.Endpoint.Index)
        {
            UserName = Uri.EscapeDataString(package.Endpoint.User ?? SimpleIndex.TokenUser),
            Password = Uri.EscapeDataString(token.Reveal()),
        };
        var secret = new Secret(address.Uri.AbsoluteUri, token.Source);
        return new(StringComparer.Ordinal) { ["PIP_INDEX_URL"] = secret, ["UV_INDEX_URL"] = secret, [token.Source] = token };
    }

    private Dictionary<string, string?> InstallEnvironment(PackageContext package)
    {
        var result = PythonTools.Environment(package);
        foreach (var name in _environment.All().Keys)
        {
            if ((name.StartsWith("PIP_", StringComparison.OrdinalIgnoreCase) && !KeptPipSettings.Contains(name)) || IsUvIndex(name))
            {
                result[name] = null;
            }
        }

        // The null device, by exactly this name, tells pip to read no configuration file at all.
        result["PIP_CONFIG_FILE"] = OperatingSystem.IsWindows() ? "nul" : "/dev/null";
        return result;
    }

    private static bool IsUvIndex(string name) =>
        name is "UV_INDEX" or "UV_DEFAULT_INDEX" or "UV_INDEX_URL" or "UV_EXTRA_INDEX_URL" or "UV_FIND_LINKS" or "UV_CONSTRAINT" or "UV_OVERRIDE";

    private static string[] ExtraIndex(PackageContext package)
    {
        if (package.Settings.GetValueOrDefault("ExtraIndexUrl") is not { Length: > 0 } extra)
        {
            return [];
        }

        return Uri.TryCreate(extra, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? ["--extra-index-url", address.AbsoluteUri]
            : throw new ReleaseException(PublishCodes.Address.Create(
                "ReleasePythonExtraIndexUrl is no absolute http or https address without credentials; correct it or leave it out."));
    }

    private static string[] Trust(bool pip, Uri index) =>
        index.Scheme == Uri.UriSchemeHttp && index.IsLoopback ? [pip ? "--trusted-host" : "--allow-insecure-host", index.Authority] : [];

    /// <summary>An argument as a shell takes it; addresses may hold characters that mean something to it.</summary>
    private static string Quoted(string argument) =>
        argument.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '/' or '.' or '_' or '~' or '%' or '@' or '+' or '=' or '-')
            ? argument
            : $"'{argument.Replace("'", "%27", StringComparison.Ordinal)}'";

    private static string Pinned(PackageContext package) => $"{package.Id.Name}=={package.Version}";

    private static ReleaseException Fail(DiagnosticDescriptor code, PackageContext package, string why) =>
        new(code.Create($"{package.Id} {package.Version}: {why}"));
}
