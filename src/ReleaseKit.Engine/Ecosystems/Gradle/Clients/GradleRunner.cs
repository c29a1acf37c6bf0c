using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Clients;

/// <summary>
/// Starts Gradle for one package: the wrapper of the repository where it has one, else <c>gradle</c>. No daemon is left behind,
/// and what Gradle notes of a project goes to a folder of ours.
/// </summary>
internal sealed class GradleRunner(IProcessRunner processes, IEnvironment environment)
{
    private const int LinesShown = 20;
    private static readonly ImmutableArray<int> AnyExitCode = [.. Enumerable.Range(1, 255)];
    private static readonly ImmutableArray<string> CredentialWords = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "APIKEY", "_AUTH"];

    /// <summary>Runs Gradle; every exit code is an answer for the caller to judge.</summary>
    public Task<ProcessResult> RunAsync(PackageContext package, GradleRun run, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string?> { ["NO_COLOR"] = "1", ["TERM"] = "dumb" };
        if (package.SourceDateEpoch > 0)
        {
            variables["SOURCE_DATE_EPOCH"] = package.SourceDateEpoch.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in run.Variables)
        {
            variables[name] = value;
        }

        var (file, first) = Command(package);
        string[] offline = package.Settings.GetValueOrDefault("Offline")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true ? ["--offline"] : [];
        return processes.RunAsync(
            new ProcessRequest
            {
                FileName = file,
                Arguments = [.. first, "--no-daemon", "--console=plain", "--project-cache-dir", Path.Combine(package.ScratchDirectory, "gradle-cache"), .. offline, .. run.Arguments],
                WorkingDirectory = run.Directory,
                Environment = variables,
                Secrets = run.Secrets,
                ExpectedExitCodes = AnyExitCode,
                TranscriptPath = Path.Combine(package.LogDirectory, $"{run.Stage}.log"),
            },
            cancellationToken);
    }

    /// <summary>What is to be installed before Gradle runs.</summary>
    public ImmutableArray<MissingTool> FindMissing(PackageContext package) =>
    [
        .. Command(package).File is "gradle" && processes.Find("gradle") is null ? [new MissingTool("gradle", "Install Gradle from https://gradle.org/install, or add its folder to PATH; a wrapper (gradlew) in the repository is used as well.")] : Array.Empty<MissingTool>(),
        .. FindJava("java") is null ? [new MissingTool("java", "Install a JDK, and set JAVA_HOME or add its folder to PATH.")] : Array.Empty<MissingTool>(),
    ];

    /// <summary>Absolute path of a program of the JDK; null when there is none.</summary>
    public string? FindJava(string name)
    {
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return environment.Get("JAVA_HOME") is { Length: > 0 } home && Path.Combine(home, "bin", file) is var path && File.Exists(path) ? path : processes.Find(name);
    }

    /// <summary>Removes everything whose name speaks of a credential, for runs of what others have published.</summary>
    public ImmutableDictionary<string, string?> WithoutCredentials() => environment.All().Keys
        .Where(name => CredentialWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
        .ToImmutableDictionary(name => name, _ => (string?)null);

    /// <summary>The lines that tell what went wrong, each behind a bar, so that a CI service takes none of them for a command.</summary>
    public static string Tail(ProcessResult result)
    {
        var lines = $"{result.Output}\n{result.Error}".Split('\n').Select(line => CommandText.WithoutUserInfo(CommandText.Printable(line.TrimEnd()))).Where(line => line.Length > 0).ToArray();
        var reason = Array.FindIndex(lines, line => line.StartsWith("* What went wrong:", StringComparison.Ordinal));
        return string.Concat((reason >= 0 ? lines.Skip(reason + 1).TakeWhile(line => !line.StartsWith("* Try:", StringComparison.Ordinal)).Take(LinesShown)
            .Concat(lines.Where(line => line.Contains("error:", StringComparison.Ordinal)).Take(LinesShown)) : lines.TakeLast(LinesShown)).Select(line => $"\n  | {line}"));
    }

    /// <summary>The executable, and the arguments that come before all others.</summary>
    private static (string File, ImmutableArray<string> First) Command(PackageContext package)
    {
        if (package.Settings.GetValueOrDefault("Executable") is { Length: > 0 } executable)
        {
            return (executable, []);
        }

        for (var folder = package.Directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var wrapper = Path.Combine(folder, OperatingSystem.IsWindows() ? "gradlew.bat" : "gradlew");
            if (File.Exists(wrapper) && File.Exists(Path.Combine(folder, "gradle", "wrapper", "gradle-wrapper.properties")))
            {
                return OperatingSystem.IsWindows() ? (wrapper, []) : ("sh", [wrapper]);
            }

            if (folder.TrimEnd(Path.DirectorySeparatorChar) == package.WorkspaceRoot.TrimEnd(Path.DirectorySeparatorChar))
            {
                break;
            }
        }

        return ("gradle", []);
    }
}
