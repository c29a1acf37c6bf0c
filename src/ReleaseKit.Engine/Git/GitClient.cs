using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>
/// Runs git so that nobody's configuration, language, pager, prompt or hook changes what it answers, and so that it leaves
/// no process behind.
/// </summary>
internal sealed class GitClient
{
    private static readonly string[] Settings =
    [
        "--no-pager",
        "-c", "core.quotepath=off",
        "-c", "core.hooksPath=/dev/null",
        "-c", "core.fsmonitor=false",
        "-c", "core.fsyncMethod=batch", // As durable, and seven times as fast for a commit of a thousand manifests.
        "-c", "maintenance.auto=false",
        "-c", "gc.auto=0",
        "-c", "i18n.commitEncoding=UTF-8",
        "-c", "i18n.logOutputEncoding=UTF-8",
        "-c", "log.showSignature=false",
        "-c", "color.ui=false",
        "-c", "push.followTags=false",
        "-c", "push.recurseSubmodules=no",
        "-c", "submodule.recurse=false",
        "-c", "core.safecrlf=false", // What is written is converted as git add converts it, and that is no reason to stop.
        "-c", "rerere.enabled=false",
        "-c", "trailer.separators=:",
    ];

    /// <summary>
    /// Variables of a caller that is itself a git hook or a script around git: they would point every command somewhere
    /// else, or contradict ours.
    /// </summary>
    private static readonly string[] Foreign =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS",
        "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "LANGUAGE",
    ];

    private static readonly ImmutableDictionary<string, string?> Variables = Foreign
        .ToImmutableDictionary(name => name, _ => (string?)null)
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

    /// <summary>A client that runs in another directory.</summary>
    public GitClient In(string directory) => new(_processes, directory);

    /// <summary>Runs git; exit codes other than 0 and the expected ones are errors.</summary>
    public Task<ProcessResult> RunAsync(string[] arguments, CancellationToken cancellationToken, string? input = null, params int[] expected) =>
        _processes.RunAsync(Request(arguments, input, expected), cancellationToken);

    /// <summary>Runs git and hands its output to a reader as it comes; a reader that returns false has enough.</summary>
    public Task StreamAsync(string[] arguments, Func<Stream, bool> read, CancellationToken cancellationToken, string? input = null) =>
        _processes.StreamAsync(Request(arguments, input, []), read, cancellationToken);

    /// <summary>Runs git and gives the records of its output, however many, each of which ends with a byte.</summary>
    public async Task<List<string>> RecordsAsync(string[] arguments, char terminator, CancellationToken cancellationToken)
    {
        var records = new List<string>();
        await StreamAsync(
            arguments,
            stream =>
            {
                var fields = new FieldReader(stream, (byte)terminator);
                while (fields.TryRead(out var field))
                {
                    records.Add(Encoding.UTF8.GetString(field));
                }

                return true;
            },
            cancellationToken);
        return records;
    }

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
