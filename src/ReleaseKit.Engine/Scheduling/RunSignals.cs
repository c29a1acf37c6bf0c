using System.Globalization;
using System.Runtime.InteropServices;

namespace ReleaseKit.Engine.Scheduling;

/// <summary>
/// The signals of a build. SIGTERM and SIGHUP become the Ctrl-C that MSBuild knows how to end with, and the exit code that says
/// so (143, 129): by itself <c>dotnet</c> would end with 0. A second signal asks for a stop at once. SIGUSR1 pauses, SIGUSR2
/// goes on.
/// </summary>
public sealed class RunSignals : IDisposable
{
    private const int Interrupt = 2;
    private static readonly (PosixSignal Pause, PosixSignal Resume) Users =
        OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? ((PosixSignal)30, (PosixSignal)31) : ((PosixSignal)10, (PosixSignal)12);

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly PausePoint _pause;
    private readonly StopRequest _stop;
    private readonly RunningUploads _uploads = new();
    private readonly TaskCompletionSource _ended = new();
    private int _received;

    private readonly Action _cancel;

    private RunSignals(string outputPath, Action cancel)
    {
        _cancel = cancel;
        _pause = new PausePoint(outputPath, TimeProvider.System);
        _stop = new StopRequest(outputPath);
    }

    /// <summary>The uploads of this process, which a signal lets end.</summary>
    public RunningUploads Uploads => _uploads;

    /// <summary>Under which name a build keeps what listens for it.</summary>
    public static string Key(string outputPath) => $"releasekit-signals:{outputPath}";

    /// <summary>Listens until the end of the build.</summary>
    /// <param name="outputPath">The output folder.</param>
    /// <param name="cancel">Cancels the build where interrupts are ignored, as in what a shell starts in the background.</param>
    public static RunSignals Listen(string outputPath, Action cancel)
    {
        var signals = new RunSignals(outputPath, cancel);
        signals._stop.Clear();
        signals._pause.Forget();
        signals.On(PosixSignal.SIGINT, _ => signals.Count());
        if (!OperatingSystem.IsWindows())
        {
            signals.On(PosixSignal.SIGTERM, context => signals.End(context, 143));
            signals.On(PosixSignal.SIGHUP, context => signals.End(context, 129));
            signals.On(Users.Pause, context => Handle(context, signals._pause.Begin));
            signals.On(Users.Resume, context => Handle(context, signals._pause.End));
        }

        return signals;
    }

    /// <summary>Waits for uploads on their way, still listening: a second signal stops them.</summary>
    public void Dispose()
    {
        _uploads.Finish();
        _ended.TrySetResult();
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Clear();
    }

    private void On(PosixSignal signal, Action<PosixSignalContext> handler) => _registrations.Add(PosixSignalRegistration.Create(signal, handler));

    private static void Handle(PosixSignalContext context, Action action)
    {
        context.Cancel = true;
        action();
    }

    private void Count()
    {
        if (Interlocked.Increment(ref _received) > 1)
        {
            _stop.Make();
        }
    }

    private void End(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (Volatile.Read(ref _received) > 0)
        {
            _stop.Make();
            return;
        }

        // Whatever the build says of itself, the process ends with what the signal means.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Environment.ExitCode = exitCode;
        if (IgnoresInterrupts())
        {
            _ = Task.Run(_cancel);
        }
        else
        {
            _ = SendSignal(Environment.ProcessId, Interrupt);
        }

        // The runtime asks the handlers one after the other; the next one is that of the dotnet command, which would end the process.
        _ended.Task.Wait();
    }

    /// <summary>Whether the process was started with interrupts ignored; the runtime keeps to that. Only Linux tells.</summary>
    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status";
        return File.Exists(Status) &&
            File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored &&
            ulong.TryParse(ignored["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var mask) &&
            (mask & (1UL << (Interrupt - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int process, int signal);
}
