using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Processes;

/// <summary>Starts real clients with the variables of <see cref="IEnvironment"/>; changes nothing in this process.</summary>
public sealed class ProcessRunner : IProcessRunner
{
    /// <summary>Below this length a credential may stand in an argument by chance (a test's token, a word).</summary>
    private const int ShortestGuarded = 12;

    private readonly IEnvironment _environment;

    /// <summary>A runner whose children get these variables.</summary>
    public ProcessRunner(IEnvironment environment) => _environment = environment;

    /// <inheritdoc/>
    public string? Find(string name) => ExecutableFinder.Find(name, _environment.All());

    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, readOutput: null, cancellationToken);

    /// <inheritdoc/>
    public Task<ProcessResult> StreamAsync(ProcessRequest request, Func<Stream, bool> read, CancellationToken cancellationToken)
    {
        if (request.Secrets.Count > 0)
        {
            throw new ArgumentException("The output of a streamed run is not redacted; it cannot hold secrets.", nameof(request));
        }

        return RunAsync(request, read, cancellationToken);
    }

    private async Task<ProcessResult> RunAsync(ProcessRequest request, Func<Stream, bool>? readOutput, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Check(request);
        var variables = ChildEnvironment.Create(_environment, request);
        var executable = ExecutableFinder.Find(request.FileName, variables) ?? throw Missing(request.FileName, variables);
        var redactor = new Redactor(request.Secrets.Values);
        using var log = OpenLog(request);
        using var run = new ProcessRun(request, executable, variables, redactor, log, readOutput);
        return await run.RunAsync(cancellationToken);
    }

    private static void Check(ProcessRequest request)
    {
        if (request.Arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException("An argument holds a NUL.", nameof(request));
        }

        // Arguments can be read by every user of the machine. This is a defect of the caller, not of the configuration.
        var leaked = request.Secrets.Values.FirstOrDefault(secret => secret.Reveal() is { Length: >= ShortestGuarded } value &&
            request.Arguments.Any(argument => argument.Contains(value, StringComparison.Ordinal)));
        if (leaked is not null)
        {
            throw new ArgumentException($"An argument holds the value of {leaked.Source}; hand it over in the child's environment.", nameof(request));
        }

        if (!Path.IsPathFullyQualified(request.WorkingDirectory))
        {
            throw new ArgumentException($"'{request.WorkingDirectory}' is not an absolute path.", nameof(request));
        }

        if (!Directory.Exists(request.WorkingDirectory))
        {
            throw new ReleaseException(FileCodes.Unreadable.Create(
                $"The directory '{request.WorkingDirectory}' does not exist; '{request.FileName}' was to run there. Create it or correct the path."));
        }
    }

    private static RunLog OpenLog(ProcessRequest request)
    {
        try
        {
            return new RunLog(request.TranscriptPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(
                FileCodes.Unwritable.Create($"The transcript '{request.TranscriptPath}' cannot be written: {e.Message} Give this user the right to write there."), e);
        }
    }

    private static ReleaseException Missing(string fileName, Dictionary<string, string> variables)
    {
        var how = new StringBuilder($"'{fileName}' ");
        if (Path.IsPathFullyQualified(fileName))
        {
            how.Append("is not an executable file. Install it there, or name the one that is installed.");
        }
        else
        {
            var folders = ExecutableFinder.Folders(variables).ToImmutableArray();
            how.Append(folders.IsEmpty
                ? "cannot be found: PATH names no absolute folder. Set PATH."
                : $"is in none of the {folders.Length} folders of PATH ({string.Join(Path.PathSeparator, folders)}). Install it, or add its folder to PATH.");
        }

        return new ReleaseException(ToolCodes.Missing.Create(how.ToString()));
    }
}
