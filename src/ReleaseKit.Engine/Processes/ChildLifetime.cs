using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ReleaseKit.Engine.Processes;

/// <summary>
/// Ties a child's life to ours. On Linux it is started as <c>setsid setpriv --pdeathsig KILL -- client …</c>: the kernel kills
/// it when this process dies by whatever means; its own session gives it no terminal to ask questions on and no Ctrl-C but
/// ours; and its process group lets us end everything it started. Elsewhere, or without those two tools, a cancelled run
/// ends the tree, and nothing guards against our own sudden death.
/// </summary>
internal sealed class ChildLifetime
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly Lazy<ChildLifetime> Probed = new(Probe);
    private static readonly string[] SystemFolders = ["/usr/bin", "/bin"];
    private readonly bool _ownGroup;

    private ChildLifetime(ImmutableArray<string> prefix, bool ownGroup)
    {
        Prefix = prefix;
        _ownGroup = ownGroup;
    }

    /// <summary>What stands before the client's path on the command line; may be empty.</summary>
    public ImmutableArray<string> Prefix { get; }

    /// <summary>What this machine offers; found out once.</summary>
    public static Task<ChildLifetime> GetAsync() =>
        Probed.IsValueCreated ? Task.FromResult(Probed.Value) : ProcessStarter.Run(() => Probed.Value);

    /// <summary>Asks the child to end, so that it removes its lock files, and soon after kills it and all it started.</summary>
    public async Task EndAsync(Process process)
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited)
        {
            Signal(process.Id, Terminate);
            using var grace = new CancellationTokenSource(Grace);
            try
            {
                await process.WaitForExitAsync(grace.Token);
                KillGroup(process);
                return;
            }
            catch (OperationCanceledException)
            {
                // It had its chance.
            }
        }

        KillAll(process);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Kills what is left of the child and of everything it started.</summary>
    public void KillAll(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or one of its children, ended meanwhile.
        }

        KillGroup(process);
    }

    private void KillGroup(Process process)
    {
        if (_ownGroup)
        {
            _ = SendSignal(-process.Id, Kill);
        }
    }

    private void Signal(int process, int signal)
    {
        // Just after the start there may be no group yet.
        if (!_ownGroup || SendSignal(-process, signal) != 0)
        {
            _ = SendSignal(process, signal);
        }
    }

    private static ChildLifetime Probe()
    {
        if (!OperatingSystem.IsLinux() || Find("setpriv") is not { } setpriv)
        {
            return new ChildLifetime([], ownGroup: false);
        }

        // Not every setpriv can do it: BusyBox's cannot. Both together first, because that is the usual case.
        ImmutableArray<string> dieWithUs = [setpriv, "--pdeathsig", "KILL", "--"];
        if (Find("setsid") is { } setsid && Works([setsid, .. dieWithUs, setpriv, "--version"]))
        {
            return new ChildLifetime([setsid, .. dieWithUs], ownGroup: true);
        }

        return Works([.. dieWithUs, setpriv, "--version"]) ? new ChildLifetime(dieWithUs, ownGroup: false) : new ChildLifetime([], ownGroup: false);
    }

    private static string? Find(string tool) =>
        SystemFolders.Select(folder => Path.Join(folder, tool)).FirstOrDefault(File.Exists);

    private static bool Works(ImmutableArray<string> command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        return process.WaitForExit(TimeSpan.FromSeconds(5)) && process.ExitCode == 0;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int process, int signal);
}
