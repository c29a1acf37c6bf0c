using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Dart.Clients;

/// <summary>Starts dart for one package; every exit code is an answer for the caller to judge.</summary>
internal sealed class PubRunner(IProcessRunner processes, IEnvironment environment)
{
    /// <summary>The variable that the client is told to take the token from.</summary>
    public const string TokenVariable = "RELEASEKIT_PUB_TOKEN";

    private static readonly ImmutableArray<int> AnyExitCode = [.. Enumerable.Range(1, 255)];
    private static readonly ImmutableArray<string> CredentialWords = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "APIKEY", "_AUTH"];

    /// <summary>Runs dart, which is kept from sending statistics.</summary>
    public Task<ProcessResult> RunAsync(PackageContext package, PubRun run, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string?>
        {
            ["NO_COLOR"] = "1",
            ["PUB_HOSTED_URL"] = DefaultRepository(package),

            // An upload is tried again by whoever asked for it; a registry on this machine is there or it is not.
            ["PUB_MAX_HTTP_RETRIES"] = package.Endpoint.Index.IsLoopback ? "0" : "3",
        };
        foreach (var name in environment.All().Keys.Where(name => name.StartsWith("PUB_TOKEN", StringComparison.OrdinalIgnoreCase)))
        {
            variables[name] = null;
        }

        if (package.SourceDateEpoch > 0)
        {
            variables["SOURCE_DATE_EPOCH"] = package.SourceDateEpoch.ToString(CultureInfo.InvariantCulture);
        }

        if (run.Home is { } home)
        {
            // Where dart keeps settings on Linux, Windows and macOS; only there does it look at HOME for them.
            variables["XDG_CONFIG_HOME"] = variables["APPDATA"] = variables["LOCALAPPDATA"] = Directory.CreateDirectory(Path.Combine(home, "settings")).FullName;
            variables["PUB_CACHE"] = Path.Combine(home, "cache");
            if (OperatingSystem.IsMacOS())
            {
                variables["HOME"] = home;
            }
        }

        foreach (var (name, value) in run.Variables)
        {
            variables[name] = value;
        }

        return processes.RunAsync(
            new ProcessRequest
            {
                FileName = "dart",
                Arguments = ["--suppress-analytics", .. run.Arguments],
                WorkingDirectory = run.Directory,
                Environment = variables,
                Secrets = run.Token is { } token ? ImmutableDictionary<string, Secret>.Empty.Add(TokenVariable, token) : ImmutableDictionary<string, Secret>.Empty,
                ExpectedExitCodes = AnyExitCode,
                TranscriptPath = Path.Combine(package.LogDirectory, $"{run.Stage}.log"),
            },
            cancellationToken);
    }

    /// <summary>
    /// Has the client take the token for a repository from its environment. It is told before each use, because the client forgets
    /// a token that was refused.
    /// </summary>
    public Task<ProcessResult> UseTokenAsync(PackageContext package, string home, Uri repository, CancellationToken cancellationToken) => RunAsync(
        package,
        new PubRun("dart-token", ["pub", "token", "add", PubRepository.Normalize(repository), "--env-var", TokenVariable], Folder(home, "empty")) { Home = home, Token = package.Endpoint.Token },
        cancellationToken);

    /// <summary>Removes everything whose name speaks of a credential, for runs of what others have published.</summary>
    public ImmutableDictionary<string, string?> WithoutCredentials() => environment.All().Keys
        .Where(name => CredentialWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
        .ToImmutableDictionary(name => name, _ => (string?)null);

    /// <summary>Whether the user is logged in: to pub.dev with <c>dart pub login</c>, elsewhere with <c>dart pub token add</c>.</summary>
    public bool IsLoggedIn(Uri repository)
    {
        var file = PubRepository.IsPublic(repository) ? "pub-credentials.json" : "pub-tokens.json";
        string?[] homes = [environment.Get("XDG_CONFIG_HOME"), environment.Get("APPDATA"), Below("HOME", ".config"), Below("HOME", "Library", "Application Support")];
        return homes.OfType<string>().Any(home => File.Exists(Path.Combine(home, "dart", file)));
    }

    /// <summary>A folder below another, made when it is absent.</summary>
    public static string Folder(string parent, string name) => Directory.CreateDirectory(Path.Combine(parent, name)).FullName;

    /// <summary>
    /// Where dependencies that name no repository come from: pub.dev, unless another repository than the one that the pubspec names
    /// stands in for it.
    /// </summary>
    private static string DefaultRepository(PackageContext package) =>
        PubRepository.Normalize(DeclaredRepository.Of(package) == PubRepository.Normalize(package.Endpoint.Registry) ? PubRepository.Public : package.Endpoint.Index);

    private string? Below(string variable, params string[] segments) => environment.Get(variable) is { Length: > 0 } home ? Path.Combine([home, .. segments]) : null;
}
