using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Processes;

/// <summary>One run of one client, from its start to its answer.</summary>
internal sealed class ProcessRun(
    ProcessRequest request,
    string executable,
    Dictionary<string, string> variables,
    Redactor redactor,
    RunLog log,
    Func<Stream, bool>? readOutput) : IDisposable
{
    /// <summary>How long the outputs may stay open after the client itself has ended.</summary>
    private static readonly TimeSpan DrainGrace = TimeSpan.FromSeconds(2);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly CancellationTokenSource _enough = new();
    private readonly string _command = CommandText.WithoutUserInfo(redactor.Redact(CommandText.Render(request.FileName, request.Arguments)));
    private readonly OutputCollector _output = new(redactor, log, isError: false);
    private readonly OutputCollector _error = new(redactor, log, isError: true);

    /// <summary>Starts, waits, and judges the answer.</summary>
    public async Task<ProcessResult> RunAsync(CancellationToken cancellationToken)
    {
        var lifetime = await ChildLifetime.GetAsync();
        NoteStart();
        using var process = await StartAsync(lifetime);
        var input = Task.Run(() => WriteInput(process), CancellationToken.None);
        var output = ReaderThread.Start(process.StandardOutput.BaseStream, readOutput is null ? _output.Read : ReadAll);
        var error = ReaderThread.Start(process.StandardError.BaseStream, _error.Read);

        var ended = await WaitAsync(process, lifetime, cancellationToken);
        await DrainAsync(process, lifetime, output, Task.WhenAll(input, output, error));
        var result = new ProcessResult(process.ExitCode, _output.Complete(), _error.Complete()) { Shortened = _output.Shortened || _error.Shortened };
        Judge(result, ended, lifetime, cancellationToken);
        if (output.IsFaulted)
        {
            await output;
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _enough.Dispose();

    private async Task<Process> StartAsync(ChildLifetime lifetime)
    {
        try
        {
            return await ProcessStarter.StartAsync(StartInfo(lifetime));
        }
        catch (Win32Exception e)
        {
            throw CannotStart(e.Message, e);
        }
    }

    private ProcessStartInfo StartInfo(ChildLifetime lifetime)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = request.WorkingDirectory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
        };
        if (IsBatchFile(executable))
        {
            start.FileName = Path.Join(Environment.SystemDirectory, "cmd.exe");
            start.Arguments = BatchCommandLine.Create(executable, request.Arguments);
        }
        else
        {
            ImmutableArray<string> commandLine = [.. lifetime.Prefix, executable, .. request.Arguments];
            start.FileName = commandLine[0];
            foreach (var argument in commandLine[1..])
            {
                start.ArgumentList.Add(argument);
            }
        }

        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsBatchFile(string path) =>
        OperatingSystem.IsWindows() && Path.GetExtension(path).ToUpperInvariant() is ".CMD" or ".BAT";

    private void WriteInput(Process process)
    {
        try
        {
            using var input = process.StandardInput;
            input.Write(request.Input);
        }
        catch (IOException)
        {
            // The client ended, or closed its input, without reading all of it; its exit code tells what that means.
        }
    }

    /// <summary>The caller's reader; what it leaves is read too, so that the client can end and its exit code be judged first.</summary>
    private void ReadAll(Stream stream)
    {
        try
        {
            if (!readOutput!(stream))
            {
                _enough.Cancel();
            }
        }
        finally
        {
            stream.CopyTo(Stream.Null);
        }
    }

    /// <summary>Whether the client ended by itself; false when it ran out of time, was cancelled, or had said enough, and was ended.</summary>
    private async Task<bool> WaitAsync(Process process, ChildLifetime lifetime, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _enough.Token);
        limit.CancelAfter(request.Timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            await lifetime.EndAsync(process);
            return false;
        }
    }

    /// <summary>A child of the client may have inherited the outputs and outlive it: it is not waited for.</summary>
    private async Task DrainAsync(Process process, ChildLifetime lifetime, Task output, Task drained)
    {
        if (await Task.WhenAny(drained, Task.Delay(DrainGrace)) != drained)
        {
            lifetime.KillAll(process);

            // A caller's reader may be slow, and must see the end; what we collect ourselves is complete enough.
            await Task.WhenAny(drained, readOutput is null ? Task.Delay(DrainGrace) : output);
        }

        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
    }

    private void Judge(ProcessResult result, bool ended, ChildLifetime lifetime, CancellationToken cancellationToken)
    {
        log.Note(HowItEnded(result, ended, cancellationToken));
        if (!ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_enough.IsCancellationRequested)
            {
                return;
            }

            throw new ReleaseException(ToolCodes.Timeout.Create(
                $"`{_command}` in '{request.WorkingDirectory}' was still running after {request.Timeout} and was ended.{Where()}{log.Last()}"));
        }

        // The launcher's own failure: the file is there, yet the kernel will not run it.
        if (result.ExitCode is 126 or 127 && !lifetime.Prefix.IsEmpty && result.Error.StartsWith("setpriv: ", StringComparison.Ordinal))
        {
            throw CannotStart(result.Error["setpriv: ".Length..].Trim(), null);
        }

        if (!result.Succeeded && !request.ExpectedExitCodes.Contains(result.ExitCode))
        {
            throw new ReleaseException(ToolCodes.Failed.Create(
                $"`{_command}` in '{request.WorkingDirectory}' ended with exit code {result.ExitCode}.{Where()}{log.Last()}"));
        }
    }

    private string HowItEnded(ProcessResult result, bool ended, CancellationToken cancellationToken) =>
        ended ? $"[exit code {result.ExitCode}]"
        : cancellationToken.IsCancellationRequested ? "[cancelled]"
        : _enough.IsCancellationRequested ? "[ended: enough was read]"
        : $"[timeout after {request.Timeout}]";

    private ReleaseException CannotStart(string why, Exception? inner)
    {
        var diagnostic = ToolCodes.Missing.Create($"'{executable}' cannot be started: {why}. Install it again, or put a working one first in PATH.");
        return inner is null ? new ReleaseException(diagnostic) : new ReleaseException(diagnostic, inner);
    }

    private string Where() => request.TranscriptPath is null ? "" : $" Its whole output is in '{request.TranscriptPath}'.";

    private void NoteStart()
    {
        log.Note($"$ {_command}");
        log.Note($"[in {request.WorkingDirectory}]");
        foreach (var (name, value) in request.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            log.Note(value is null ? $"[without {name}]" : $"[with {name}]");
        }

        foreach (var (name, secret) in request.Secrets.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            log.Note($"[with {name}={secret} from {secret.Source}]");
        }
    }
}
