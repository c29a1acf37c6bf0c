namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>
/// Collects the first thing that evaluation did not understand. Evaluation goes on with its best guess; whoever uses the
/// value decides whether a guess is good enough.
/// </summary>
internal struct Doubt
{
    /// <summary>What was not understood, in words for people; null when everything was.</summary>
    public string? Reason { get; private set; }

    /// <summary>Notes a reason, unless there is one already.</summary>
    public void Note(string? reason) => Reason ??= reason;
}
