using System.Collections.Immutable;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Git;

/// <summary>Runs git so that nobody's configuration, language, pager, prompt or hook changes what it answers.</summary>
internal sealed class GitClient
{
    private static readonly string[] Settings =
    [
        "--no-pager",
        "-c", "core.quotepath=off",
        "-c", "i18n.logOutputEncoding=UTF-8",
        "-c", "log.showSignature=false",
        "-c", "color.ui=false",
        "-c", "core.hooksPath=/dev/null",
    ];

    private static readonly ImmutableDictionary<string, string?> Variables = ImmutableDictionary<string, string?>.Empty
        .Add("GIT_TERMINAL_PROMPT", "0")
        .Add("GIT_OPTIONAL_LOCKS", "0")
        .Add("GIT_LITERAL_PATHSPECS", "1")
        .Add("LC_ALL", "C");

    private readonly IProcessRunner _processes;
    private readonly string _directory;

    /// <summary>A client that runs in a directory.</summary>
    public GitClient(IProcessRunner processes, string directory)
    {
        _processes = processes;
        _directory = directory;
    }

    /// <summary>Runs git; exit codes other than 0 and the expected ones are errors.</summary>
    public Task<ProcessResult> RunAsync(string[] arguments, CancellationToken cancellationToken, string? input = null, params int[] expected) =>
        _processes.RunAsync(Request(arguments, input, expected), cancellationToken);

    /// <summary>Runs git and hands its output to a reader as it comes.</summary>
    public Task StreamAsync(string[] arguments, Func<Stream, bool> read, CancellationToken cancellationToken) =>
        _processes.StreamAsync(Request(arguments, null, []), read, cancellationToken);

    private ProcessRequest Request(string[] arguments, string? input, int[] expected) => new()
    {
        FileName = "git",
        Arguments = [.. Settings, .. arguments],
        WorkingDirectory = _directory,
        Environment = Variables,
        Input = input,
        ExpectedExitCodes = [.. expected],
    };
}
