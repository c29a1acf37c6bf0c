using System.Globalization;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Scheduling;

/// <summary>
/// Lets uploads to a registry through as fast as its budget allows, and none while it asked to be left alone. The state is
/// a file for each registry in <c>registries/</c> of the output folder, so that every node of a run, and the next run, share it.
/// </summary>
public sealed class RegistryGate
{
    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(1);
    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly TimeSpan _longestWait;

    /// <summary>The gates of one output folder.</summary>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    /// <param name="time">The clock; wall time, because other processes and later runs read what it says.</param>
    /// <param name="longestWait">A registry that asks for more than this is not waited for.</param>
    public RegistryGate(string outputPath, TimeProvider time, TimeSpan longestWait)
    {
        _directory = Path.Combine(outputPath, "registries");
        _time = time;
        _longestWait = longestWait;
    }

    /// <summary>Waits for a turn and takes it.</summary>
    /// <param name="registry">Where files go; its origin decides which gate it is.</param>
    /// <param name="budget">How fast it takes them.</param>
    /// <param name="files">How many go.</param>
    /// <param name="isNew">Whether the registry does not know the package yet.</param>
    /// <param name="say">Tells people about a wait, once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-BUSY</c>.</exception>
    public async Task EnterAsync(Uri registry, RegistryBudget budget, int files, bool isNew, Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(say);
        var said = false;
        while (true)
        {
            var (wait, closedUntil) = await TryAsync(registry, budget, files, isNew, cancellationToken);
            if (wait == TimeSpan.Zero)
            {
                return;
            }

            if (closedUntil is { } until && wait > _longestWait)
            {
                throw new ReleaseException(PublishCodes.Busy.Create(
                    $"{registry.Authority} asks for no upload before {Moment(until)}, and this run waits for {_longestWait.TotalSeconds:0} s at most. Run again then, or raise ReleaseLongestWait."));
            }

            if (!said && wait >= WorthSaying)
            {
                said = true;
                say(closedUntil is null
                    ? $"Waiting {wait.TotalSeconds:0} s for the rate budget of {registry.Authority}."
                    : $"Waiting until {Moment(closedUntil.Value)}: {registry.Authority} asks for it.");
            }

            await Task.Delay(wait < LongestLook ? wait : LongestLook, _time, cancellationToken);
        }
    }

    /// <summary>Closes the gate for everybody; a later moment that was asked for before stays.</summary>
    public async Task CloseAsync(Uri registry, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(registry, cancellationToken);
        var path = PathOf(registry);
        var state = GateState.Read(path) ?? GateState.Fresh(RegistryBudget.For(registry), _time.GetUtcNow());
        if (until > state.ClosedUntil)
        {
            (state with { ClosedUntil = until }).Write(path);
        }
    }

    /// <summary>When the gate opens; in the past when it is open.</summary>
    public DateTimeOffset Opens(Uri registry) => GateState.Read(PathOf(registry))?.ClosedUntil ?? DateTimeOffset.MinValue;

    private async Task<(TimeSpan Wait, DateTimeOffset? ClosedUntil)> TryAsync(Uri registry, RegistryBudget budget, int files, bool isNew, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(registry, cancellationToken);
        var path = PathOf(registry);
        var now = _time.GetUtcNow();
        var state = GateState.Read(path) ?? GateState.Fresh(budget, now);
        if (state.ClosedUntil > now)
        {
            return (state.ClosedUntil - now, state.ClosedUntil);
        }

        var wait = state.Wait(budget, isNew, now);
        if (wait == TimeSpan.Zero)
        {
            state.Take(budget, files, isNew, now).Write(path);
        }

        return (wait, null);
    }

    private Task<FileLock> LockAsync(Uri registry, CancellationToken cancellationToken) =>
        FileLock.TakeAsync(Path.ChangeExtension(PathOf(registry), ".lock"), cancellationToken);

    private string PathOf(Uri registry) =>
        Path.Combine(_directory, $"{string.Concat(registry.Authority.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'))}.json");

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
