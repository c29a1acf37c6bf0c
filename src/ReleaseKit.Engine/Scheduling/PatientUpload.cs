using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Scheduling;

/// <summary>
/// Repeats an upload that failed for a reason that passes, with growing pauses; every attempt asks the registry first what
/// arrived. What a registry or its client says about when to come back holds for the whole run. Nothing else is repeated.
/// </summary>
public sealed class PatientUpload
{
    /// <summary>How long a version may stay invisible that this run did not try to upload.</summary>
    private static readonly TimeSpan ForeignLag = TimeSpan.FromSeconds(60);

    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    private readonly IRegistry _registry;
    private readonly RegistryGate _gate;
    private readonly UploadPatience _patience;
    private readonly TimeProvider _time;
    private readonly Func<double> _chance;
    private readonly Action<string> _say;

    /// <summary>Uploads to one ecosystem's registries.</summary>
    /// <param name="registry">Tells what arrived.</param>
    /// <param name="gate">Closed when a registry asks for it.</param>
    /// <param name="patience">How long to try.</param>
    /// <param name="time">The clock.</param>
    /// <param name="chance">A random number in [0, 1).</param>
    /// <param name="say">Tells people why it takes longer.</param>
    public PatientUpload(IRegistry registry, RegistryGate gate, UploadPatience patience, TimeProvider time, Func<double> chance, Action<string> say)
    {
        _registry = registry;
        _gate = gate;
        _patience = patience;
        _time = time;
        _chance = chance;
        _say = say;
    }

    /// <summary>Attempts until it is there.</summary>
    /// <param name="package">The package.</param>
    /// <param name="attempt">Compares what is there, uploads what is missing, and tells whether it uploaded anything.</param>
    /// <param name="stopping">Ends pauses, not attempts.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    /// <returns>Whether this run uploaded anything.</returns>
    /// <exception cref="ReleaseException">What the last attempt failed with.</exception>
    public async Task<bool> RunAsync(
        PackageContext package, Func<CancellationToken, Task<bool>> attempt, CancellationToken stopping, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(attempt);
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var tried = false;
        for (var number = 1; ; number++)
        {
            ReleaseException failure;
            try
            {
                return await attempt(cancellationToken) || tried;
            }
            catch (ReleaseException e) when (IsPending(e) || IsTransient(e))
            {
                failure = e;
            }

            if (IsPending(failure))
            {
                await AwaitIndexAsync(package, failure, tried ? _patience.IndexLag : Shorter(_patience.IndexLag, ForeignLag), pause.Token);
            }
            else
            {
                tried = true;
                await PauseAsync(package, failure, number, pause.Token);
            }

            if (number >= _patience.Attempts)
            {
                throw Exhausted(failure, number);
            }
        }
    }

    private static bool IsPending(ReleaseException e) => e.Diagnostics[0].Descriptor == PublishCodes.Pending;

    /// <summary>Whether trying again may help. What a client or a registry decided on purpose is not among these.</summary>
    private static bool IsTransient(ReleaseException e) =>
        e.Diagnostics[0].Descriptor is var code &&
        (code == PublishCodes.Transient || code == ReleaseCodes.StageTimeout || code == ToolCodes.Timeout || code == RegistryCodes.Unreachable);

    private async Task PauseAsync(PackageContext package, ReleaseException failure, int number, CancellationToken cancellationToken)
    {
        if (number >= _patience.Attempts)
        {
            return;
        }

        var wait = TimeSpan.Zero;
        if (RetryHint.Find(failure.Message, _time.GetUtcNow()) is { } until)
        {
            await _gate.CloseAsync(package.Endpoint.Registry, until, cancellationToken);
        }
        else
        {
            wait = Pauses.Delay(number, _chance());
        }

        _say($"{package.Id} {package.Version}: attempt {number} of {_patience.Attempts} to upload failed ({FirstLine(failure)}); trying again{(wait > TimeSpan.Zero ? $" in {wait.TotalSeconds:0.#} s" : "")}.");
        await Task.Delay(wait, _time, cancellationToken);
    }

    /// <summary>Waits until the registry shows what it refused as taken, so that the next attempt can compare it.</summary>
    private async Task AwaitIndexAsync(PackageContext package, ReleaseException refusal, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (await _registry.FindAsync(package, cancellationToken) is null)
        {
            var elapsed = _time.GetElapsedTime(start);
            if (elapsed >= limit)
            {
                throw refusal;
            }

            await Task.Delay(Shorter(LongestLook, elapsed > FirstLook ? elapsed / 4 : FirstLook), _time, cancellationToken);
        }
    }

    private static ReleaseException Exhausted(ReleaseException failure, int attempts)
    {
        var last = failure.Diagnostics[0];
        return attempts == 1 ? failure : new ReleaseException(last with { Message = $"{attempts} attempts failed. The last: {last.Message}" }, failure);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string FirstLine(ReleaseException failure) => failure.Diagnostics[0].Message.Split('\n')[0].TrimEnd('.');
}
