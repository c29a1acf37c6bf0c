using System.Collections.Immutable;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Go.Clients;

/// <summary>Starts the go command and knows what its environment says about proxies.</summary>
internal sealed class GoTools(IProcessRunner processes, IEnvironment environment)
{
    private const string PublicProxy = "https://proxy.golang.org/";
    private const int LinesShown = 20;
    private static readonly ImmutableArray<int> AnyExitCode = [.. Enumerable.Range(1, 255)];

    /// <summary>The first proxy of <c>GOPROXY</c> that is reached over https; Go's own when there is none.</summary>
    public Uri Proxy => Proxies.Select(p => Uri.TryCreate(p.TrimEnd('/') + "/", UriKind.Absolute, out var address) ? address : null)
        .FirstOrDefault(address => address?.Scheme == Uri.UriSchemeHttps) ?? new Uri(PublicProxy);

    /// <summary>Whether the go command fetches a module from its repository without asking a proxy.</summary>
    public bool IsDirect(string module) =>
        Proxies is ["direct", ..] || ModulePatterns.Match(environment.Get("GONOPROXY") ?? environment.Get("GOPRIVATE") ?? "", module);

    /// <summary>Runs go; every exit code is an answer for the caller to judge.</summary>
    /// <param name="package">The package it is about.</param>
    /// <param name="stage">Names the transcript.</param>
    /// <param name="directory">Absolute path of the folder to run in.</param>
    /// <param name="variables">Variables on top of those that every run gets.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellationToken">Ends the client.</param>
    public Task<ProcessResult> RunAsync(
        PackageContext package, string stage, string directory, IReadOnlyDictionary<string, string?> variables, ImmutableArray<string> arguments, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, string?>(variables, StringComparer.Ordinal) { ["GIT_TERMINAL_PROMPT"] = "0", ["NO_COLOR"] = "1" };
        return processes.RunAsync(
            new ProcessRequest
            {
                FileName = "go",
                Arguments = arguments,
                WorkingDirectory = directory,
                Environment = all,
                ExpectedExitCodes = AnyExitCode,
                TranscriptPath = Path.Combine(package.LogDirectory, $"{stage}.log"),
            },
            cancellationToken);
    }

    /// <summary>
    /// The environment of a consumer: a cache of its own that can be deleted, the package's proxy before those of this machine,
    /// and no checksum database for what a loopback proxy made up.
    /// </summary>
    public Dictionary<string, string?> Consumer(PackageContext package, string cache)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GOMODCACHE"] = cache,
            ["GOFLAGS"] = "-mod=mod -modcacherw",
            ["GOWORK"] = "off",
        };
        if (package.Endpoint.IsLoopback)
        {
            variables["GOPROXY"] = $"{package.Endpoint.Index.AbsoluteUri.TrimEnd('/')},{environment.Get("GOPROXY") ?? $"{PublicProxy.TrimEnd('/')},direct"}";
            variables["GOSUMDB"] = "off";
            variables["GONOPROXY"] = "none";
        }
        else if (package.Endpoint.Index != Proxy)
        {
            variables["GOPROXY"] = $"{package.Endpoint.Index.AbsoluteUri.TrimEnd('/')},{environment.Get("GOPROXY") ?? $"{PublicProxy.TrimEnd('/')},direct"}";
        }

        return variables;
    }

    /// <summary>The last lines that the client said, each behind a bar, so that a CI service takes none of them for a command.</summary>
    public static string Tail(ProcessResult result)
    {
        var lines = $"{result.Output}\n{result.Error}".Split('\n').Select(line => CommandText.WithoutUserInfo(CommandText.Printable(line.TrimEnd()))).Where(line => line.Length > 0);
        return string.Concat(lines.TakeLast(LinesShown).Select(line => $"\n  | {line}"));
    }

    /// <summary>An empty folder of the package's.</summary>
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

    private string[] Proxies => (environment.Get("GOPROXY") ?? "").Split([',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
