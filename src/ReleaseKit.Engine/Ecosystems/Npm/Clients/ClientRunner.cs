using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Npm.Clients;

/// <summary>Starts npm, pnpm and Node.js for one package; every exit code is an answer for the caller to judge.</summary>
internal sealed class ClientRunner(IProcessRunner processes, PackageContext package)
{
    private static readonly ImmutableArray<int> AnyExitCode = [.. Enumerable.Range(1, 255)];

    /// <summary>How long one run may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Runs a client.</summary>
    /// <param name="stage">Names the transcript.</param>
    /// <param name="client">The executable.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">Absolute path of the folder to run in.</param>
    /// <param name="configuration">Environment and credentials; null for none beyond the build's own.</param>
    /// <param name="cancellationToken">Ends the client.</param>
    public Task<ProcessResult> RunAsync(
        string stage, string client, ImmutableArray<string> arguments, string directory, ClientEnvironment? configuration, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>
        {
            ["npm_config_update_notifier"] = "false",
            ["npm_config_color"] = "false",
            ["NO_COLOR"] = "1",
        };
        if (package.SourceDateEpoch > 0)
        {
            environment["SOURCE_DATE_EPOCH"] = package.SourceDateEpoch.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in configuration?.Variables ?? [])
        {
            environment[name] = value;
        }

        var request = new ProcessRequest
        {
            FileName = client,
            Arguments = arguments,
            WorkingDirectory = directory,
            Environment = environment,
            Secrets = configuration?.Secrets ?? ImmutableDictionary<string, Secret>.Empty,
            ExpectedExitCodes = AnyExitCode,
            Timeout = Timeout,
            TranscriptPath = Path.Combine(package.LogDirectory, $"{stage}.log"),
        };
        return processes.RunAsync(request, cancellationToken);
    }
}
