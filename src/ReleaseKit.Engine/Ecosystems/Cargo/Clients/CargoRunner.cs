using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>Starts cargo for one package; every exit code is an answer for the caller to judge.</summary>
internal sealed class CargoRunner(IProcessRunner processes, IEnvironment environment)
{
    private static readonly ImmutableArray<int> AnyExitCode = [.. Enumerable.Range(1, 255)];
    private static readonly ImmutableArray<string> CredentialWords = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "APIKEY", "_AUTH"];

    /// <summary>Runs cargo.</summary>
    public Task<ProcessResult> RunAsync(PackageContext package, CargoRun run, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string?>
        {
            ["CARGO_TERM_COLOR"] = "never",
            ["CARGO_TERM_PROGRESS_WHEN"] = "never",
            ["CARGO_INCREMENTAL"] = "0",
        };
        foreach (var name in environment.All().Keys.Where(IsToken))
        {
            variables[name] = null;
        }

        if (package.SourceDateEpoch > 0)
        {
            variables["SOURCE_DATE_EPOCH"] = package.SourceDateEpoch.ToString(CultureInfo.InvariantCulture);
        }

        if (run.Home is not null)
        {
            variables["CARGO_HOME"] = run.Home;
        }

        if (run is { Writes: true, Token: null, Route: { } open } && package.Endpoint.IsLoopback)
        {
            // cargo does not even try without a token, and a rehearsal asks for none.
            variables[open.TokenVariable] = "none";
        }

        foreach (var (name, value) in (run.Route?.Variables ?? []).Concat(run.Variables))
        {
            variables[name] = value;
        }

        return processes.RunAsync(
            new ProcessRequest
            {
                FileName = "cargo",
                Arguments = run.Arguments,
                WorkingDirectory = run.Directory,
                Environment = variables,
                Secrets = run is { Token: { } token, Route: { } route }
                    ? ImmutableDictionary<string, Secret>.Empty.Add(route.TokenVariable, token)
                    : ImmutableDictionary<string, Secret>.Empty,
                ExpectedExitCodes = AnyExitCode,
                TranscriptPath = Path.Combine(package.LogDirectory, $"{run.Stage}.log"),
            },
            cancellationToken);
    }

    /// <summary>Removes everything whose name speaks of a credential, for runs of what others have published.</summary>
    public ImmutableDictionary<string, string?> WithoutCredentials() => environment.All().Keys
        .Where(name => CredentialWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
        .ToImmutableDictionary(name => name, _ => (string?)null);

    /// <summary>
    /// A registry on loopback gets a CARGO_HOME of its own: another one may have had the same port, and cargo keeps what it has
    /// downloaded. The user's settings go with it, the credentials do not.
    /// </summary>
    public string? HomeFor(PackageContext package)
    {
        if (!package.Endpoint.IsLoopback)
        {
            return null;
        }

        var home = Path.Combine(package.ScratchDirectory, "cargo-home");
        Directory.CreateDirectory(home);
        var user = environment.Get("HOME") ?? environment.Get("USERPROFILE");
        var own = environment.Get("CARGO_HOME") ?? (user is null ? null : Path.Combine(user, ".cargo"));
        foreach (var name in new[] { "config.toml", "config" })
        {
            if (own is not null && Path.Combine(own, name) is var settings && File.Exists(settings))
            {
                File.Copy(settings, Path.Combine(home, name), overwrite: true);
            }
        }

        return home;
    }

    private static bool IsToken(string name) =>
        name.StartsWith("CARGO_REGISTR", StringComparison.OrdinalIgnoreCase) && name.EndsWith("_TOKEN", StringComparison.OrdinalIgnoreCase);
}
