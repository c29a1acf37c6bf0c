using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>
/// Runs <c>hg</c> so that nobody's aliases, language, pager, prompt, merge tool or hook changes what it answers. Revisions are
/// given as quoted names or full node names, paths as <c>path:</c> patterns or in list files, so that none is taken for an
/// option, a revision set or a pattern.
/// </summary>
internal sealed class HgClient
{
    private static readonly ImmutableDictionary<string, string?> Variables = ImmutableDictionary<string, string?>.Empty
        .Add("HGPLAIN", "1").Add("HGENCODING", "utf-8").Add("LC_ALL", "C").Add("LANGUAGE", null)
        .Add("HG_NODE", null).Add("HG_PENDING", null).Add("HG_HOOKTYPE", null).Add("HG_HOOKNAME", null);

    private readonly IProcessRunner _processes;
    private readonly string _directory;
    private readonly ImmutableArray<string> _settings;

    /// <summary>A client that runs in a directory.</summary>
    /// <param name="processes">Starts it.</param>
    /// <param name="directory">Absolute.</param>
    /// <param name="hooks">Names of the hooks that are configured, none of which runs.</param>
    public HgClient(IProcessRunner processes, string directory, IEnumerable<string> hooks)
    {
        _processes = processes;
        _directory = directory;
        _settings =
        [
            "--noninteractive", "--config", "ui.merge=internal:fail", "--config", "ui.paginate=never", "--config", "extensions.share=",
            "--config", "phases.publish=true", .. hooks.SelectMany(hook => new[] { "--config", $"hooks.{hook}=" }),
        ];
    }

    /// <summary>A name as one revision, whatever is in it: none when there is no such revision.</summary>
    public static string Quote(string revision) => $"present('{revision.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}')";

    /// <summary>Runs it; exit codes other than 0 and the expected ones are errors.</summary>
    public Task<ProcessResult> RunAsync(string[] arguments, CancellationToken cancellationToken, params int[] expected) =>
        _processes.RunAsync(Request(arguments, expected), cancellationToken);

    /// <summary>Runs it and hands its output to a reader as it comes; a reader that returns false has enough.</summary>
    public Task StreamAsync(string[] arguments, Func<Stream, bool> read, CancellationToken cancellationToken) =>
        _processes.StreamAsync(Request(arguments, []), read, cancellationToken);

    /// <summary>Runs it and gives the records of its output, however many, each of which ends with a byte.</summary>
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

    private ProcessRequest Request(string[] arguments, int[] expected) => new()
    {
        FileName = "hg",
        Arguments = [.. _settings, .. arguments],
        WorkingDirectory = _directory,
        Environment = Variables,
        ExpectedExitCodes = [.. expected],
    };
}
