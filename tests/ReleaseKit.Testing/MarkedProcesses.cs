using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ReleaseKit.Testing;

/// <summary>All processes of one run, wherever they went: they inherit a variable that nothing else has. Linux only.</summary>
public sealed class MarkedProcesses
{
    private readonly byte[] _mark;

    /// <summary>A mark that no other run has.</summary>
    public MarkedProcesses() => _mark = Encoding.ASCII.GetBytes($"{Name}={Value}");

    /// <summary>The variable to start the run with.</summary>
    public static string Name => "RELEASEKIT_TEST_RUN";

    /// <summary>Its value.</summary>
    public string Value { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The processes that live now, by their command lines.</summary>
    public IReadOnlyList<(int Id, string Command)> Alive() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!))
            .Where(id => Read(id, "environ").AsSpan().IndexOf(_mark) >= 0)
            .Select(id => (id, Encoding.UTF8.GetString(Read(id, "cmdline")).Replace('\0', ' ').Trim())),
    ];

    /// <summary>Kills all of them, and those that they start meanwhile.</summary>
    public void KillAll()
    {
        while (Alive() is { Count: > 0 } alive)
        {
            foreach (var (id, _) in alive)
            {
                Kill(id);
            }
        }
    }

    /// <summary>Kills one.</summary>
    public static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }

    /// <summary>The process that started one; 0 when that is gone.</summary>
    public static int ParentOf(int id)
    {
        // "pid (name) state ppid …": the name may hold anything.
        var status = Encoding.UTF8.GetString(Read(id, "stat"));
        return status.Length == 0 ? 0 : int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Read(int id, string what)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{what}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
