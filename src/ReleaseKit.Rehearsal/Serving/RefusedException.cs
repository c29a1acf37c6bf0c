namespace ReleaseKit.Rehearsal.Serving;

/// <summary>A request that is refused with a status and a sentence; the protocol gives it its form.</summary>
internal sealed class RefusedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
