using System.Text;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Looks at the arguments of every process of this machine, again and again, for a text. Linux only; elsewhere it sees nothing.</summary>
internal sealed class ArgumentWatch : IDisposable
{
    private readonly Thread _thread;
    private readonly string _text;
    private readonly ManualResetEventSlim _pause = new();
    private volatile bool _stop;

    public ArgumentWatch(string text)
    {
        _text = text;
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The command lines that held the text.</summary>
    public List<string> Seen { get; } = [];

    public void Dispose()
    {
        _stop = true;
        _pause.Set();
        _thread.Join();
        _pause.Dispose();
    }

    private void Watch()
    {
        while (!_stop && OperatingSystem.IsLinux())
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
            {
                try
                {
                    var line = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "cmdline"))).Replace('\0', ' ');
                    if (line.Contains(_text, StringComparison.Ordinal))
                    {
                        Seen.Add(line);
                    }
                }
                catch (IOException)
                {
                    // It ended while we looked.
                }
                catch (UnauthorizedAccessException)
                {
                    // Somebody else's.
                }
            }

            _pause.Wait(TimeSpan.FromMilliseconds(20));
        }
    }
}
