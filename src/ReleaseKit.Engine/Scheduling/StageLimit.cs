using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Scheduling;

/// <summary>How long one stage of a package may take. What it waits for then is ended, and named.</summary>
/// <param name="Stage">The stage's name, in lower case.</param>
/// <param name="Property">The property that gives it more time.</param>
/// <param name="Limit">The time; infinite for no limit.</param>
/// <param name="Clients">The clients that the stage starts.</param>
/// <param name="Time">The clock.</param>
public sealed record StageLimit(string Stage, string Property, TimeSpan Limit, RunningClients Clients, TimeProvider Time)
{
    /// <summary>Does the stage's work.</summary>
    /// <exception cref="ReleaseException"><c>RK-STAGE-TIMEOUT</c>.</exception>
    public async Task<T> RunAsync<T>(PackageId package, string version, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var late = new CancellationTokenSource(Limit, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var hung = Clients.Interrupted is { } client
                ? $"was still waiting for {client}, which was ended with everything it had started"
                : "was still waiting for an answer";
            throw new ReleaseException(
                ReleaseCodes.StageTimeout.Create($"{Stage} of {package} {version} {hung}, after {Limit.TotalSeconds:0.###} s. If it needs that long, raise {Property}."), e);
        }
    }
}
