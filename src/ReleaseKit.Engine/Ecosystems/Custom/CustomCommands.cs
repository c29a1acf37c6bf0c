using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>
/// Runs the commands of items through the platform's shell, as MSBuild's Exec does: the text is the user's own and stands in a
/// script; what the release adds comes in variables, never in the text.
/// </summary>
internal sealed class CustomCommands(IProcessRunner processes, IEnvironment environment)
{
    private const int LinesShown = 20;
    private static readonly ImmutableArray<int> AnyExitCode = [.. Enumerable.Range(1, 255)];

    /// <summary>Runs a command in the package's folder; every exit code is an answer for the caller to judge.</summary>
    /// <param name="declared">The package's item.</param>
    /// <param name="package">The package.</param>
    /// <param name="stage">Names the transcript and the script.</param>
    /// <param name="command">The text.</param>
    /// <param name="cancellationToken">Ends the command with all that it started.</param>
    public async Task<ProcessResult> RunAsync(CustomPackage declared, PackageContext package, string stage, string command, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(package.ScratchDirectory, "commands");
        Directory.CreateDirectory(folder);
        var script = Path.Combine(folder, $"{stage}-{Guid.NewGuid():N}{(OperatingSystem.IsWindows() ? ".cmd" : ".sh")}");
        await File.WriteAllTextAsync(script, OperatingSystem.IsWindows() ? $"@echo off\r\n{command}\r\n" : command + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
        try
        {
            return await processes.RunAsync(
                new ProcessRequest
                {
                    FileName = OperatingSystem.IsWindows() ? script : "/bin/sh",
                    Arguments = OperatingSystem.IsWindows() ? [] : [script],
                    WorkingDirectory = package.Directory,
                    Environment = Variables(declared, package),
                    Secrets = Secrets(declared, package),
                    Timeout = TimeSpan.FromHours(24), // Stages have limits of their own.
                    ExpectedExitCodes = AnyExitCode,
                    TranscriptPath = Path.Combine(package.LogDirectory, $"{stage}.log"),
                },
                cancellationToken);
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <summary>The last lines that the command said, each behind a bar, so that a CI service takes none of them for a command.</summary>
    public static string Tail(ProcessResult result)
    {
        var lines = $"{result.Output}\n{result.Error}".Split('\n').Select(line => CommandText.WithoutUserInfo(CommandText.Printable(line.TrimEnd()))).Where(line => line.Length > 0);
        return string.Concat(lines.TakeLast(LinesShown).Select(line => $"\n  | {line}"));
    }

    /// <summary>Whether the credential that the item names is there, or none is named.</summary>
    public bool HasToken(CustomPackage declared, PackageContext package) =>
        declared.TokenVariable is null || CustomEcosystem.IsRehearsed(package) || Secrets(declared, package).Count > 0;

    private static Dictionary<string, string?> Variables(CustomPackage declared, PackageContext package) => new(StringComparer.Ordinal)
    {
        ["RELEASE_PACKAGE"] = package.Id.ToString(),
        ["RELEASE_NAME"] = package.Id.Name,
        ["RELEASE_VERSION"] = package.Version,
        ["RELEASE_TAG"] = package.Tag,
        ["RELEASE_COMMIT"] = package.Commit,
        ["RELEASE_WORKSPACE"] = package.WorkspaceRoot,
        ["RELEASE_DIRECTORY"] = package.Directory,
        ["RELEASE_ARTIFACTS"] = package.ArtifactsDirectory,
        ["RELEASE_DEPENDENCIES"] = declared.DependencyVersions,
        ["RELEASE_REHEARSAL"] = CustomEcosystem.IsRehearsed(package) ? "true" : "false",
        ["SOURCE_DATE_EPOCH"] = package.SourceDateEpoch > 0 ? package.SourceDateEpoch.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
    };

    /// <summary>The credential under its own name and as <c>RELEASE_TOKEN</c>; none in a rehearsal.</summary>
    private Dictionary<string, Secret> Secrets(CustomPackage declared, PackageContext package)
    {
        var secrets = new Dictionary<string, Secret>(StringComparer.Ordinal);
        if (!CustomEcosystem.IsRehearsed(package) && declared.TokenVariable is { } name && environment.Get(name)?.Trim() is { Length: > 0 } value)
        {
            secrets["RELEASE_TOKEN"] = secrets[name] = new Secret(value, name);
        }

        return secrets;
    }
}
