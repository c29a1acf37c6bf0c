using System.Text;

namespace ReleaseKit.Engine.Processes;

/// <summary>The lines of one run as they come, of both outputs, already redacted: the last few for a message, all for the transcript.</summary>
internal sealed class RunLog : IDisposable
{
    /// <summary>Lines in a message; at most this many less <see cref="LinesOfOutput"/> are of the error output.</summary>
    private const int LinesKept = 20;
    private const int LinesOfOutput = 5;
    private const int LongestLine = 500;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lastOutput = new();
    private readonly Queue<string> _lastError = new();
    private StreamWriter? _transcript;

    /// <summary>Opens the transcript for appending, if there is to be one.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be opened.</exception>
    public RunLog(string? transcriptPath)
    {
        if (transcriptPath is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(transcriptPath)!);
            var stream = new FileStream(transcriptPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            _transcript = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        }
    }

    /// <summary>A line that the client wrote.</summary>
    public void Output(string line, bool isError)
    {
        line = CommandText.WithoutUserInfo(line);
        lock (_lock)
        {
            Write(line);
            var text = CommandText.Printable(line).TrimEnd();
            if (text.Length == 0)
            {
                return;
            }

            var last = isError ? _lastError : _lastOutput;
            last.Enqueue(text.Length > LongestLine ? $"{text[..LongestLine]}…" : text);
            if (last.Count > LinesKept)
            {
                last.Dequeue();
            }
        }
    }

    /// <summary>A line about the run, for the transcript alone.</summary>
    public void Note(string line)
    {
        lock (_lock)
        {
            Write(line);
            Guard(transcript => transcript.Flush());
        }
    }

    /// <summary>
    /// The last lines, those of the error output after the others because the two cannot be ordered. Each stands on a line
    /// of its own behind a bar, so that a CI service does not take a client's output for commands (<c>::set-output</c>,
    /// <c>##vso[</c>). Empty when there was no output.
    /// </summary>
    public string Last()
    {
        lock (_lock)
        {
            var errors = _lastError.TakeLast(LinesKept - Math.Min(LinesOfOutput, _lastOutput.Count)).ToArray();
            return string.Concat(_lastOutput.TakeLast(LinesKept - errors.Length).Concat(errors).Select(line => $"\n  | {line}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            Guard(transcript => transcript.Dispose());
            _transcript = null;
        }
    }

    private void Write(string line) => Guard(transcript => transcript.WriteLine(line));

    /// <summary>A transcript that the disk no longer takes must not turn an upload that succeeded into a failure.</summary>
    private void Guard(Action<StreamWriter> action)
    {
        try
        {
            if (_transcript is not null)
            {
                action(_transcript);
            }
        }
        catch (IOException)
        {
            _transcript = null;
        }
    }
}
