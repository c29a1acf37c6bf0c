namespace ReleaseKit.Engine.Scheduling;

/// <summary>
/// Where stages wait while the file <c>pause</c> is in the output folder. What began before goes on. A second file remembers
/// that people were told, so that one stage of many says it.
/// </summary>
public sealed class PausePoint
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly string _pause;
    private readonly string _said;
    private readonly TimeProvider _time;

    /// <summary>The pause of one output folder.</summary>
    public PausePoint(string outputPath, TimeProvider time)
    {
        _pause = Path.Combine(outputPath, "pause");
        _said = Path.Combine(outputPath, "pause.said");
        _time = time;
    }

    /// <summary>Returns when there is no pause.</summary>
    public async Task WaitAsync(Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(say);
        if (!File.Exists(_pause))
        {
            return;
        }

        if (TryCreate(_said))
        {
            say($"Paused: what began goes on, nothing else begins. Delete '{_pause}' to go on{(OperatingSystem.IsWindows() ? "" : ", or send SIGUSR2")}.");
        }

        while (File.Exists(_pause))
        {
            await Task.Delay(Look, _time, cancellationToken);
        }

        if (TryTake(_said))
        {
            say("The pause is over.");
        }
    }

    /// <summary>Begins a pause.</summary>
    public void Begin()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_pause)!);
        TryCreate(_pause);
    }

    /// <summary>Ends the pause.</summary>
    public void End() => Remove(_pause);

    /// <summary>Forgets that an earlier run told people.</summary>
    public void Forget() => Remove(_said);

    /// <summary>Also when there is no output folder yet.</summary>
    private static void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static bool TryCreate(string path)
    {
        try
        {
            new FileStream(path, FileMode.CreateNew).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Only one of many that wait gets the file.</summary>
    private static bool TryTake(string path)
    {
        var mine = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.Move(path, mine);
            File.Delete(mine);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
