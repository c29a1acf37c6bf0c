namespace ReleaseKit.Engine.Ledgers;

/// <summary>What the remote is known to have of a ledger.</summary>
/// <param name="Remote">Name of the remote.</param>
/// <param name="Value">What its ref names; empty before the first push.</param>
/// <param name="Sequence">The last entry that is there.</param>
/// <param name="Plan">The object that holds the plan, once git has it; null before.</param>
internal sealed record MirrorState(string Remote, string Value, int Sequence, string? Plan = null);
