using System.Collections.Concurrent;
using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>
/// Finds uv and a Python interpreter with the modules a step needs: the one that <c>ReleasePythonExecutable</c> names, else the
/// first of the customary ones that has them. The answer is kept.
/// </summary>
internal sealed class PythonTools(IProcessRunner processes)
{
    /// <summary>The setting that names the interpreter.</summary>
    public const string PythonSetting = "Python";

    /// <summary>What building and uploading without uv needs.</summary>
    public const string ReleaseModules = "build twine";

    /// <summary>Exits with 3 when a module is missing. The folder it runs in is not searched, so that nothing there is taken for a client.</summary>
    private const string Probe =
        "import sys; sys.path = [p for p in sys.path if p]; import importlib.util as u; sys.exit(3 if any(u.find_spec(m) is None for m in sys.argv[1:]) else 0)";

    /// <summary>Variables that steer the clients away from what the caller says, or hold credentials they have no business with.</summary>
    private static readonly ImmutableArray<string> Withheld =
        ["UV_PUBLISH_TOKEN", "UV_PUBLISH_PASSWORD", "UV_PUBLISH_USERNAME", "TWINE_PASSWORD", "TWINE_USERNAME", "PYPI_TOKEN"];

    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _found = new(StringComparer.Ordinal);

    /// <summary>The absolute path of uv; null when it is not installed.</summary>
    public string? Uv => processes.Find("uv");

    /// <summary>An interpreter that has all of the modules; null when there is none.</summary>
    public Task<string?> FindPythonAsync(PackageContext package, string modules, CancellationToken cancellationToken)
    {
        var named = Named(package);
        var entry = _found.GetOrAdd($"{named}|{modules}", _ => new Lazy<Task<string?>>(() => SearchAsync(named, modules.Split(' ', StringSplitOptions.RemoveEmptyEntries), package)));
        return entry.Value.WaitAsync(cancellationToken);
    }

    /// <summary>The interpreter that the setting names, a path being relative to the workspace root; null when it names none.</summary>
    public static string? Named(PackageContext package) =>
        package.Settings.GetValueOrDefault(PythonSetting) is { Length: > 0 } setting
            ? setting.AsSpan().ContainsAny('/', '\\') ? Path.GetFullPath(setting, package.WorkspaceRoot) : setting
            : null;

    /// <summary>Whether builds get an environment of their own, filled from the index; the setting <c>BuildIsolation</c> says <c>false</c> otherwise.</summary>
    public static bool IsIsolated(PackageContext package) =>
        package.Settings.GetValueOrDefault("BuildIsolation")?.Equals("false", StringComparison.OrdinalIgnoreCase) != true;

    /// <summary>The environment of every client: no credentials but those that a step adds, no keyring, no prompt.</summary>
    public static Dictionary<string, string?> Environment(PackageContext package)
    {
        var result = Withheld.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        if (package.Endpoint.Token is { } token)
        {
            result[token.Source] = null;
        }

        result["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring";
        result["UV_KEYRING_PROVIDER"] = "disabled";
        result["UV_NO_PROGRESS"] = "1";
        result["PYTHONIOENCODING"] = "utf-8";
        result["PYTHONDONTWRITEBYTECODE"] = "1";
        result["NO_COLOR"] = "1";
        result["TERM"] = "dumb";
        result["COLUMNS"] = "200";
        return result;
    }

    /// <summary>An empty folder to run a client in, so that no file of the package is taken for one of its modules.</summary>
    public static string EmptyScratch(PackageContext package, string purpose)
    {
        var folder = Path.Combine(package.ScratchDirectory, purpose);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>The error for a step that finds no client; <c>FindMissingToolsAsync</c> says so earlier.</summary>
    public static ReleaseException Missing(PackageContext package) => new(ToolCodes.Missing.Create(
        $"Neither uv nor {Named(package) ?? "a python3"} with the modules that {package.Id} needs is on this machine. Install uv, run 'python3 -m pip install build twine', or set ReleasePythonExecutable."));

    private async Task<string?> SearchAsync(string? named, string[] modules, PackageContext package)
    {
        foreach (var candidate in named is null ? (string[])["python3", "/usr/bin/python3", "python", "py"] : [named])
        {
            if (processes.Find(candidate) is { } python && await HasAsync(python, modules, package))
            {
                return python;
            }
        }

        return null;
    }

    private async Task<bool> HasAsync(string python, string[] modules, PackageContext package)
    {
        var result = await processes.RunAsync(
            new ProcessRequest
            {
                FileName = python,
                Arguments = ["-c", Probe, .. modules],
                WorkingDirectory = package.WorkspaceRoot,
                Environment = Environment(package),
                Timeout = TimeSpan.FromMinutes(1),
                ExpectedExitCodes = ClientOutput.AnyExitCode,
            },
            CancellationToken.None);
        return result.Succeeded;
    }
}
